"""What differs between the live channels and the wanted ones."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from app.shared.domain.fingerprint import plain
from app.shared.domain.language.saying import say
from app.shared.domain.planning.access_fields import access_fields
from app.shared.domain.planning.archive import KEPT_FOR, is_archive
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Risk, Subject
from app.shared.domain.planning.channel_differences import (
    Differing,
    differing_fields,
    differing_targets,
    gone_roles,
    without,
)
from app.shared.domain.planning.wanted_order import grouped
from app.shared.domain.structure.channels import NO_ACCESS, Channel, ChannelType
from app.shared.domain.structure.fields import channel_fields
from app.shared.domain.structure.identifiers import Key, Target
from app.shared.domain.structure.snapshot import ChannelFacts
from app.shared.domain.structure.structure import Structure

CHANNEL_ORDER = Key("channels")
_DEFAULTS = Channel(key=Key(""), type=ChannelType.TEXT, name="")
_OWN_KINDS = frozenset({"parent", "access"})
_DISCORD_EPOCH = 1_420_070_400_000
"""The first moment of 2015 in milliseconds, from which snowflakes count (docs, reference)."""


def channel_changes(
    live: Structure,
    wanted: Structure,
    listed: frozenset[Key],
    facts: Mapping[Key, ChannelFacts],
    now: datetime,
    differing: Differing = differing_targets,
) -> Iterator[Change]:
    """In the order of the channels, the order itself last. `listed` are the design's keys."""
    gone = gone_roles(live, wanted)
    for channel in wanted.channels:
        before = live.channel_by_key.get(channel.key)
        if before is None:
            yield _creation(channel)
        elif channel.key not in listed and is_archive(channel.parent):
            if differing_fields(before, channel, gone):
                yield _archiving(without(before, gone), channel, now)
        else:
            yield from changes_of_channel(before, channel, gone, differing)
    for channel in live.channels:
        if channel.key not in wanted.channel_by_key:
            yield _deletion(channel, facts.get(channel.key))
    yield from _order(live, wanted)


def changes_of_channel(
    before: Channel,
    after: Channel,
    gone: frozenset[Target],
    differing: Differing = differing_targets,
) -> Iterator[Change]:
    """Of one that is there and stays. `gone` are roles whose overwrites go with them."""
    if names := differing_fields(before, after, gone):
        yield from _changes(without(before, gone), after, names, differing)


def _creation(channel: Channel) -> Change:
    fields = [
        FieldChange(field=field.name, before=None, after=plain(getattr(channel, field.name)))
        for field in channel_fields(channel.type)
        if field.name not in {"access", "type"}
        and getattr(channel, field.name) != getattr(_DEFAULTS, field.name)
    ]
    return Change(
        subject=Subject.CHANNEL,
        kind=ChangeKind.CREATE,
        key=channel.key,
        name=channel.name,
        fields=(
            FieldChange(field="type", before=None, after=channel.type.value),
            *fields,
            *access_fields(NO_ACCESS, channel.access),
        ),
        risk=Risk.LOW,
    )


def _changes(
    before: Channel, after: Channel, names: tuple[str, ...], differing: Differing
) -> Iterator[Change]:
    plainly = tuple(name for name in names if name not in _OWN_KINDS)
    if plainly:
        yield _change(before, ChangeKind.UPDATE, _fields(before, after, plainly), Risk.LOW)
    if "parent" in names:
        yield _change(before, ChangeKind.MOVE, _fields(before, after, ("parent",)), Risk.LOW)
    if "access" in names:
        fields = access_fields(before.access, after.access, differing)
        yield _change(before, ChangeKind.ACCESS, fields, Risk.HIGH)


def _archiving(before: Channel, after: Channel, now: datetime) -> Change:
    purge = FieldChange(field="purge_after", before=None, after=(now + KEPT_FOR).date().isoformat())
    fields = (
        *_fields(before, after, ("parent",)),
        *access_fields(before.access, after.access),
        purge,
    )
    return _change(before, ChangeKind.MOVE, fields, Risk.HIGH, archived=True)


def _change(
    channel: Channel,
    kind: ChangeKind,
    fields: tuple[FieldChange, ...],
    risk: Risk,
    *,
    archived: bool = False,
) -> Change:
    return Change(
        subject=Subject.CHANNEL,
        kind=kind,
        key=channel.key,
        name=channel.name,
        fields=fields,
        risk=risk,
        archived=archived,
    )


def _fields(before: Channel, after: Channel, names: tuple[str, ...]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(
            field=name, before=plain(getattr(before, name)), after=plain(getattr(after, name))
        )
        for name in names
    )


def _deletion(channel: Channel, facts: ChannelFacts | None) -> Change:
    return Change(
        subject=Subject.CHANNEL,
        kind=ChangeKind.DELETE,
        key=channel.key,
        name=channel.name,
        risk=Risk.DESTRUCTIVE,
        loses=_lost(channel, facts),
    )


def _lost(channel: Channel, facts: ChannelFacts | None) -> str:
    if channel.type is ChannelType.CATEGORY:
        return say("Its access rules are lost; a category holds no messages.")
    if facts is None or facts.last_message_id is None:
        return say("Its settings are lost; no messages are known to be in it.")
    milliseconds = (facts.last_message_id >> 22) + _DISCORD_EPOCH
    last = datetime.fromtimestamp(milliseconds / 1000, UTC).date().isoformat()
    return say("All its messages are lost for good; the last one is from {date}.", date=last)


def _order(live: Structure, wanted: Structure) -> Iterator[Change]:
    before, after = grouped(live.channels), grouped(wanted.channels)
    fields = []
    for (parent, kind), keys in after.items():
        here = set(before.get((parent, kind), ()))
        common = [key for key in keys if key in here]
        staying = set(common)
        old = [key for key in before.get((parent, kind), ()) if key in staying]
        if old != common:
            name = f"order.{parent or '-'}.{kind}"
            fields.append(FieldChange(field=name, before=plain(old), after=plain(common)))
    if fields:
        yield Change(
            subject=Subject.ORDER,
            kind=ChangeKind.MOVE,
            key=CHANNEL_ORDER,
            name=say("order of the channels"),
            fields=tuple(fields),
            risk=Risk.LOW,
        )
