"""The calls that make and edit channels, moves into other categories included."""

from collections.abc import Iterator
from functools import partial
from types import MappingProxyType

from app.shared.domain.language.saying import to_say
from app.shared.domain.planning.access_effects import access_effect
from app.shared.domain.planning.agenda import Call, Task
from app.shared.domain.planning.bodies import Bodies
from app.shared.domain.planning.changes import Subject
from app.shared.domain.planning.channel_changes import CHANNEL_ORDER
from app.shared.domain.planning.channel_differences import access_without
from app.shared.domain.planning.channel_order import ChannelOrder
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.drafting import Draft
from app.shared.domain.planning.harmless_mark import unlike
from app.shared.domain.planning.single_overwrites import draft_singles, first_overwrites
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import NO_ACCESS, Access, Channel, ChannelType, Overwrite
from app.shared.domain.structure.fields import channel_fields
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.limits import OVERWRITES_IN_ONE_CALL

NEEDS_COMMUNITY = frozenset(
    {ChannelType.ANNOUNCEMENT, ChannelType.STAGE, ChannelType.FORUM, ChannelType.MEDIA}
)
_DEFAULTS = Channel(key=Key(""), type=ChannelType.TEXT, name="")


def draft_channels(draft: Draft, order: ChannelOrder) -> None:
    """Creations and one edit for each channel that differs, with the numbers they bring.

    Riders move to another category within the call that puts channels in order.
    """
    live = draft.comparison.live.channel_by_key
    for channel in draft.comparison.wanted.channels:
        before = live.get(channel.key)
        if before is None:
            _create(draft, channel, order.new.get(channel.key))
        elif before is not channel and channel.key not in order.riders:
            _edit(draft, before, channel, order.carried.get(channel.key))
    for channel in draft.comparison.wanted.channels:
        task = draft.new_channels.get(channel.key) or draft.channel_edits.get(channel.key)
        parent = None if channel.parent is None else draft.new_channels.get(channel.parent)
        if task is not None and parent is not None:
            draft.agenda.order(parent, task)
    for earlier, later in order.one_by_one:
        draft.agenda.order(draft.new_channels[earlier], draft.new_channels[later])


def written_access(draft: Draft, channel: Channel) -> Access:
    """The overwrites a channel has once its own writes are done.

    What a doomed role is denied stays until the role itself goes; what it is allowed does not.
    """
    live = draft.comparison.live.channel_by_key.get(channel.key)
    if live is None or draft.comparison.doomed_targets.isdisjoint(live.access):
        return channel.access
    if access_without(live.access, draft.comparison.doomed_targets) == channel.access:
        return live.access
    denied = {
        target: Overwrite(0, overwrite.deny)
        for target, overwrite in live.access.items()
        if target in draft.comparison.doomed_targets and overwrite.deny
    }
    return MappingProxyType({**channel.access, **denied})


def _create(draft: Draft, channel: Channel, position: int | None) -> None:
    """Overwrites go inline, so that a private channel is private from its first moment; none as
    well, since a new channel about which nothing is said has those of its category."""
    names = {"name", "type"} | {
        field.name
        for field in channel_fields(channel.type)
        if getattr(channel, field.name) != getattr(_DEFAULTS, field.name)
    }
    if channel.parent is not None:
        names.add("access")
    inline = first_overwrites(channel.access, draft.bot)
    body = draft.bodies.channel(channel, names, inline)
    body["type"] = int(channel.type)
    if position is not None:
        body["position"] = position
    call = Call(
        action=Action.CREATE_CHANNEL,
        key=channel.key,
        name=channel.name,
        verb=_creating(channel),
        body=body,
        changes=draft.changes(Subject.CHANNEL, channel.key),
    )
    phase, place = draft.phase_of(channel), draft.places[channel.key]
    task = draft.agenda.add(Task(phase=phase, place=place, first=[call]))
    draft.agenda.order_all(draft.makers_of_roles(channel.access), task)
    draft.new_channels[channel.key] = task
    if inline != channel.access:
        singles = draft_singles(draft, channel, inline, channel.access)
        draft.agenda.order(task, singles)


def _edit(draft: Draft, before: Channel, after: Channel, position: int | None) -> None:
    """All fields in one call; the overwrites singly where they do not fit into one."""
    names = set(draft.comparison.to_write(before, after))
    access = written_access(draft, after)
    if not names:
        return
    differing = draft.comparison.differing_targets
    effect = access_effect(before.access, access, draft.unconcerned, differing)
    place, phase = draft.places[after.key], draft.phase_of(after)
    if "access" in names and len(access) > OVERWRITES_IN_ONE_CALL:
        names.discard("access")
        singles = draft_singles(draft, after, before.access, access)
        draft.access_writes[after.key] = (singles, effect)
    if not names:
        return
    body = draft.bodies.channel(after, names, access)
    changes = draft.changes(Subject.CHANNEL, after.key)
    if position is not None:
        body["position"] = position
        changes += draft.changes(Subject.ORDER, CHANNEL_ORDER)
    call = Call(
        action=Action.EDIT_CHANNEL,
        key=after.key,
        name=before.name,
        verb=_verb(names, after),
        body=body,
        changes=changes,
    )
    task = draft.agenda.add(Task(phase=phase, place=place, first=[call]))
    draft.channel_edits[after.key] = task
    if "access" in names:
        draft.agenda.order_all(draft.makers_of_roles(after.access), task)
        draft.access_writes[after.key] = (task, effect)
        if effect.takes and effect.gives:
            task.halve = partial(_halves, draft.comparison, draft.bodies, call, before, access)


def _halves(
    comparison: Comparison, bodies: Bodies, call: Call, before: Channel, after: Access
) -> tuple[Call, Call]:
    between = both_at_most(before.access, after)
    between = unlike(comparison, between, _that_it_could_be_synced_with(comparison, before))
    taking = Call(
        action=Action.EDIT_CHANNEL,
        key=call.key,
        name=call.name,
        verb=to_say("take access first"),
        body=bodies.channel(before, ("access",), between),
        changes=call.changes,
        extra=to_say(
            "What is taken here must be gone before something else is given, or somebody could "
            "do more in between than before and after."
        ),
    )
    return taking, call


def _that_it_could_be_synced_with(comparison: Comparison, channel: Channel) -> Iterator[Access]:
    """The overwrites of the channel's categories, or of the category's channels, at both ends."""
    for structure in (comparison.live, comparison.wanted):
        own = structure.channel_by_key[channel.key]
        if own.parent is not None and own.parent in structure.channel_by_key:
            yield structure.channel_by_key[own.parent].access
        yield from (child.access for child in structure.children.get(channel.key, ()))


def both_at_most(before: Access, after: Access) -> Access:
    """The overwrites under which everybody has at most what both of these give."""
    between = {}
    for target in (*before, *(target for target in after if target not in before)):
        old, new = before.get(target, Overwrite()), after.get(target, Overwrite())
        overwrite = Overwrite(old.allow & new.allow, old.deny | new.deny)
        if target in before or overwrite.deny:
            between[target] = overwrite
    return MappingProxyType(between) if between else NO_ACCESS


def _verb(names: set[str], channel: Channel) -> str:
    category = channel.type is ChannelType.CATEGORY
    if names <= {"parent", "access"} and "parent" in names:
        return to_say("move category") if category else to_say("move channel")
    if names == {"access"}:
        return (
            to_say("change who may use category")
            if category
            else to_say("change who may use channel")
        )
    return to_say("edit category") if category else to_say("edit channel")


def _creating(channel: Channel) -> str:
    is_category = channel.type is ChannelType.CATEGORY
    return to_say("create category") if is_category else to_say("create channel")
