"""Where channels stand: numbers where they are free, and one call for all that need another."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from app.shared.domain.language.saying import say, to_say
from app.shared.domain.planning.agenda import Call, Phase, Task
from app.shared.domain.planning.changes import Subject
from app.shared.domain.planning.channel_changes import CHANNEL_ORDER
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.drafting import Draft
from app.shared.domain.planning.positions import Standing, numbers, tight_numbers
from app.shared.domain.planning.steps import Action, Json
from app.shared.domain.planning.wanted_order import grouped
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.limits import OVERWRITES_IN_ONE_CALL


@dataclass(slots=True)
class ChannelOrder:
    new: dict[Key, int] = field(default_factory=dict)
    """Numbers that new channels are created with."""
    carried: dict[Key, int] = field(default_factory=dict)
    """Numbers that go along with edits that are made anyway."""
    sent: dict[Key, int] = field(default_factory=dict)
    """Numbers that must be sent, since no creation, edit or move brings the order about."""
    one_by_one: list[tuple[Key, Key]] = field(default_factory=list)
    """New channels with one number, of which the first must be made before the second."""
    riders: frozenset[Key] = frozenset()
    """A channel that moves to its category within the same call: at most one (error 40009)."""


def channel_order(comparison: Comparison) -> ChannelOrder:
    """Foresee how every sort group will stand after all creations, edits and moves.

    A channel that moves keeps its number, since Discord ignores a number sent along with a move.
    """
    standing = _standing(comparison)
    carriers = _carriers(comparison)
    result = ChannelOrder()
    for keys in grouped(comparison.wanted.channels).values():
        _order_group(keys, standing, carriers, result)
    if result.sent and (rider := _rider(comparison)) is not None:
        result.riders = frozenset([rider.key])
        have = standing[rider.key].number
        result.sent.setdefault(rider.key, have)
    return result


def _order_group(
    keys: list[Key],
    standing: Mapping[Key, Standing],
    carriers: frozenset[Key],
    result: ChannelOrder,
) -> None:
    """By numbers for what is created or edited where that is enough, else by a call's."""
    fewest = numbers(keys, standing)
    found: Mapping[Key, int] | None = fewest
    if any(key in standing and key not in carriers for key in fewest):
        found = numbers(keys, standing, loose=carriers)
        if any(key in standing and key not in carriers for key in found):
            found = tight_numbers(keys, standing, carriers)
    for key, number in (fewest if found is None else found).items():
        if key not in standing:
            result.new[key] = number
        elif found is None:
            result.sent[key] = number
        elif standing[key].number != number:
            result.carried[key] = number
    if found is not None:
        result.one_by_one += [
            (one, other)
            for one, other in pairwise(keys)
            if one not in standing and other not in standing and found[one] == found[other]
        ]


def _carriers(comparison: Comparison) -> frozenset[Key]:
    """The channels whose own edit is sent in any case and does not move them."""
    live = comparison.live.channel_by_key
    return frozenset(
        channel.key
        for channel in comparison.wanted.channels
        if (before := live.get(channel.key)) is not None
        and before is not channel
        and _carries(comparison, before, channel)
    )


def _carries(comparison: Comparison, before: Channel, after: Channel) -> bool:
    """Overwrites alone may go singly, or be left out where the channel follows its category."""
    names = comparison.to_write(before, after)
    if names != ("access",):
        return bool(names) and "parent" not in names
    if len(before.access) + len(after.access) > OVERWRITES_IN_ONE_CALL:
        return False
    place = after.parent if after.parent == before.parent else None
    then, now = comparison.live.channel_by_key, comparison.wanted.channel_by_key
    if place is None or place not in then or place not in now:
        return True
    return then[place].access != before.access or now[place].access != after.access


def draft_channel_order(draft: Draft, order: ChannelOrder) -> None:
    """One call, after everything that makes or moves a channel."""
    if not order.sent:
        return
    wanted = draft.comparison.wanted.channel_by_key
    body: list[Json] = [
        _entry(draft, wanted[key], order) for key in draft.places if key in order.sent
    ]
    changes = [
        *draft.changes(Subject.ORDER, CHANNEL_ORDER),
        *(id_ for key in sorted(order.riders) for id_ in draft.changes(Subject.CHANNEL, key)),
    ]
    if not changes:
        changes = [id_ for id_ in _causes(draft) if id_ not in changes]
    call = Call(
        action=Action.ORDER_CHANNELS,
        key=CHANNEL_ORDER,
        name=say("order of the channels"),
        verb=to_say("put channels in order"),
        body=body,
        changes=tuple(changes),
    )
    task = draft.agenda.add(Task(phase=Phase.CHANNEL_ORDER, place=0, first=[call]))
    draft.agenda.order_all(draft.new_channels.values(), task)
    draft.agenda.order_all(_moves(draft), task)


def _entry(draft: Draft, channel: Channel, order: ChannelOrder) -> Json:
    entry: dict[str, Json] = {
        "id": draft.bodies.id_of(channel.key),
        "position": order.sent[channel.key],
    }
    if channel.key in order.riders:
        parent = channel.parent
        entry["parent_id"] = None if parent is None else draft.bodies.id_of(parent)
    return entry


def _moves(draft: Draft) -> list[Task]:
    live, wanted = draft.comparison.live.channel_by_key, draft.comparison.wanted.channel_by_key
    return [
        task
        for key, task in draft.channel_edits.items()
        if live[key].parent != wanted[key].parent or live[key].type is not wanted[key].type
    ]


def _causes(draft: Draft) -> list[str]:
    """The creations and moves that make the call necessary."""
    keys = [*draft.new_channels, *(task.first[0].key for task in _moves(draft))]
    return [id_ for key in keys for id_ in draft.changes(Subject.CHANNEL, key)]


def _standing(comparison: Comparison) -> Mapping[Key, Standing]:
    found = {}
    for channel in comparison.wanted.channels:
        facts = comparison.channel_facts(channel.key)
        live_id = comparison.id_of(Kind.CHANNEL, channel.key)
        if facts is not None and live_id is not None:
            found[channel.key] = Standing(facts.position, live_id)
    return found


def _rider(comparison: Comparison) -> Channel | None:
    """A channel of which nothing changes but its category, and whose move nothing waits for."""
    live = comparison.live.channel_by_key
    for channel in comparison.wanted.channels:
        before = live.get(channel.key)
        if before is None or before.parent == channel.parent:
            continue
        if comparison.to_write(before, channel) != ("parent",):
            continue
        if not any(
            _may_sway(comparison, place, before) for place in (before.parent, channel.parent)
        ):
            return channel
    return None


def _may_sway(comparison: Comparison, place: Key | None, channel: Channel) -> bool:
    """Whether a category's new overwrites could reach the channel on its way in or out: it has the
    category's old ones, or those change one by one, with states in between that nobody chose."""
    before = comparison.live.channel_by_key.get(place) if place else None
    after = comparison.wanted.channel_by_key.get(place) if place else None
    if before is None or after is None or "access" not in comparison.differing(before, after):
        return False
    singly = len(before.access) + len(after.access) > OVERWRITES_IN_ONE_CALL
    return singly or before.access == channel.access
