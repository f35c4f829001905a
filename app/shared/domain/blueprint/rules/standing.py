"""Rules for what is left to humans (`ignore`) and what must never be deleted (`protect`)."""

from collections.abc import Iterator

from app.shared.domain.blueprint.blueprint import Blueprint, Ignore
from app.shared.domain.blueprint.problems import Problem
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.fields import CHANNEL_FIELDS, ROLE_FIELDS, channel_fields
from app.shared.domain.structure.identifiers import EVERYONE, Key

ORDER = "order"
"""Where a role or channel stands among the others."""
RULE_FIELDS = (
    "name",
    "event",
    "metadata",
    "actions",
    "enabled",
    "exempt_roles",
    "exempt_channels",
)
"""What of an automod rule may be left to humans; all that it looks for is `metadata`."""
_SECTIONS = {Kind.ROLE: "roles", Kind.CHANNEL: "channels", Kind.RULE: "automod"}

_UNKNOWN_KIND = to_say('There is no {kind} "{key}" to protect or to leave alone.')
_UNKNOWN = {
    Kind.ROLE: to_say('There is no role "{key}" to protect or to leave alone.'),
    Kind.CHANNEL: to_say('There is no channel "{key}" to protect or to leave alone.'),
    Kind.RULE: to_say('There is no rule "{key}" to protect or to leave alone.'),
}


def ignorable_fields(blueprint: Blueprint, kind: Kind, key: Key | None) -> tuple[str, ...]:
    """The fields of one thing (or, key None, of the kind) that may be left to humans."""
    if kind is Kind.ROLE:
        names = tuple(field.name for field in ROLE_FIELDS)
        return ("permissions",) if key == EVERYONE else (*names, ORDER)
    if kind is Kind.RULE:
        return RULE_FIELDS
    if kind is not Kind.CHANNEL:
        return ()
    channel = None if key is None else blueprint.structure.channel_by_key.get(key)
    fields = CHANNEL_FIELDS if channel is None else channel_fields(channel.type)
    return (*(field.name for field in fields), ORDER)


def ignore_problems(blueprint: Blueprint) -> Iterator[Problem]:
    for ignore in blueprint.ignored:
        if ignore.field not in ignorable_fields(blueprint, ignore.kind, ignore.key):
            yield Problem(
                what=say('"{field}" cannot be left to humans here.', field=ignore.field),
                remedy=say("Name a field that the thing has."),
                path=_ignore_path(ignore),
            )
        elif ignore.key is not None and ignore.key not in _known(blueprint, ignore.kind):
            yield _unknown(ignore.kind, ignore.key)


def protection_problems(blueprint: Blueprint) -> Iterator[Problem]:
    for kind, key in blueprint.protected:
        if key == EVERYONE or key not in _known(blueprint, kind):
            yield _unknown(kind, key)


def _ignore_path(ignore: Ignore) -> tuple[str | int, ...]:
    section = _SECTIONS.get(ignore.kind, str(ignore.kind))
    if ignore.key is None:
        return ("ignore", section, ignore.field)
    if ignore.key == EVERYONE:
        return ("everyone", "ignore", ignore.field)
    return (section, ignore.key, "ignore", ignore.field)


def _known(blueprint: Blueprint, kind: Kind) -> set[Key]:
    structure = blueprint.structure
    if kind is Kind.ROLE:
        return set(structure.role_by_key)
    if kind is Kind.CHANNEL:
        return set(structure.channel_by_key)
    return {rule.key for rule in structure.automod or ()} if kind is Kind.RULE else set()


def _unknown(kind: Kind, key: Key) -> Problem:
    return Problem(
        what=say(_UNKNOWN.get(kind, _UNKNOWN_KIND), kind=kind, key=key),
        remedy=say("Name one that this blueprint has."),
        path=(_SECTIONS.get(kind, str(kind)), key),
    )
