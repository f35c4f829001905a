"""Who acts, as the trail, versions and runs write it."""

from app.shared.domain.structure.identifiers import UserId

OPERATOR = "operator"
"""Whoever works at the command line of the host."""


def actor_of(user: UserId | None) -> str:
    return OPERATOR if user is None else f"user:{user}"


def user_behind(actor: str) -> UserId | None:
    """The Discord user that an actor of the trail is; None for the operator of the host."""
    kind, _, ref = actor.partition(":")
    return UserId(int(ref)) if kind == "user" else None
