"""Numbers of things, one and many."""

from app.shared.domain.language.saying import say_counted


def roles(number: int) -> str:
    return say_counted(number, "{number:,} role", "{number:,} roles")


def channels(number: int) -> str:
    return say_counted(number, "{number:,} channel", "{number:,} channels")


def members(number: int) -> str:
    return say_counted(number, "{number:,} member", "{number:,} members")


def things(number: int) -> str:
    return say_counted(number, "{number:,} thing", "{number:,} things")


def changes(number: int) -> str:
    return say_counted(number, "{number} change", "{number} changes")


def steps(number: int) -> str:
    return say_counted(number, "{number} step", "{number} steps")


def characters(number: int) -> str:
    return say_counted(number, "{number} character", "{number} characters")
