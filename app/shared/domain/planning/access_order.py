"""Orders writes so that at no moment anybody has more access than both at the start and the end.

Deletes come last, so what is doomed is made harmless before anything is given: a channel that
something given would open is hidden, a role whose permissions would meet something given is
stripped. These are writes beyond the least number, and each says why it is there.
"""

from types import MappingProxyType

from app.shared.domain.language.saying import to_say
from app.shared.domain.permissions.bits import ADMINISTRATOR, VIEW_CHANNEL
from app.shared.domain.planning.access_effects import (
    AccessEffect,
    by_roles,
    is_hidden,
    linked,
)
from app.shared.domain.planning.agenda import Call, Task
from app.shared.domain.planning.category_sync import order_categories
from app.shared.domain.planning.changes import Subject
from app.shared.domain.planning.doomed_roles import make_doomed_roles_harmless
from app.shared.domain.planning.drafting import Draft
from app.shared.domain.planning.harmless_mark import unlike
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import EVERYONE, Key, role_target

_CATEGORY = ChannelType.CATEGORY


def order_access(draft: Draft, role_deletes: dict[Key, Task]) -> None:
    """Add what must be taken first, then say what waits for what."""
    if draft.everyone_always & ADMINISTRATOR:
        return
    make_doomed_roles_harmless(draft, role_deletes)
    _hide_doomed_channels(draft)
    followed = order_categories(draft)
    _order_roles(draft)
    for key, (task, effect) in draft.access_writes.items():
        if key in followed or draft.comparison.live.channel_by_key[key].type is not _CATEGORY:
            _order_channel(draft, task, effect)
    for key, task in draft.new_channels.items():
        _order_creation(draft, draft.comparison.wanted.channel_by_key[key], task)


def _hide_doomed_channels(draft: Draft) -> None:
    """Hide channels that go and that something given before would open to somebody.

    Who becomes an administrator is not stopped by overwrites; such a role waits for the deletes.
    """
    gained = 0
    for _, effect in draft.role_writes.values():
        gained |= effect.gained
    for channel in draft.comparison.doomed_channels:
        if channel.type is _CATEGORY:
            continue
        category = _category(draft, channel)
        opened = not is_hidden(channel.access, draft.bot) and gained & by_roles(channel.access)
        if opened or _would_follow_into_the_open(draft, channel, category):
            _hide(draft, channel, category)


def _category(draft: Draft, channel: Channel) -> Channel | None:
    live = draft.comparison.live.channel_by_key
    return None if channel.parent is None else live.get(channel.parent)


def _would_follow_into_the_open(draft: Draft, channel: Channel, category: Channel | None) -> bool:
    if category is None or category.access != channel.access:
        return False
    write = draft.access_writes.get(category.key)
    return write is not None and bool(write[1].gives)


def _hide(draft: Draft, channel: Channel, category: Channel | None) -> None:
    hidden = MappingProxyType(
        {
            role_target(EVERYONE): Overwrite(0, VIEW_CHANNEL),
            draft.bot: Overwrite(VIEW_CHANNEL, 0),
        }
    )
    others = [] if category is None else [category.access]
    access = unlike(draft.comparison, hidden, others)
    call = Call(
        action=Action.EDIT_CHANNEL,
        key=channel.key,
        name=channel.name,
        verb=to_say("hide channel before it is deleted"),
        body=draft.bodies.channel(channel, ("access",), access),
        changes=draft.changes(Subject.CHANNEL, channel.key),
        extra=to_say(
            "Deletes come last; until then other changes would open this channel to people who "
            "cannot see it or do less in it now."
        ),
    )
    task = draft.agenda.add(
        Task(phase=draft.phase_of(channel), place=draft.places[channel.key], first=[call])
    )
    draft.hidden[channel.key] = task
    for role_task, role in draft.role_writes.values():
        if role.gained & by_roles(channel.access):
            draft.agenda.take_first(task, role_task)


def _order_roles(draft: Draft) -> None:
    """A role that loses one permission goes before another that gets one worth more with it."""
    losing = [(task, e.lost) for task, e in draft.role_writes.values() if e.lost]
    gaining = [(task, linked(e.gained)) for task, e in draft.role_writes.values() if e.gained]
    for taking, lost in losing:
        for giving, met in gaining:
            if lost & met and taking is not giving:
                draft.agenda.take_first(taking, giving)


def _order_channel(draft: Draft, task: Task, effect: AccessEffect) -> None:
    lost_before, gained_after = effect.must_follow, effect.must_precede
    for role_task, role in draft.role_writes.values():
        if role.lost & lost_before:
            draft.agenda.take_first(role_task, task)
        if role.gained & gained_after:
            draft.agenda.take_first(task, role_task)


def _order_creation(draft: Draft, channel: Channel, task: Task) -> None:
    """A new channel gives everything it allows at once, so what is taken is taken before."""
    if channel.type is _CATEGORY:
        return
    counting = by_roles(channel.access)
    for role_task, role in draft.role_writes.values():
        if role.lost & counting or role.loses_all:
            draft.agenda.take_first(role_task, task)
