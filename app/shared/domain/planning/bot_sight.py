"""Lets the bot lose sight of a channel only when it has nothing more to do there.

That a design hides a channel from the bot is a finding; here it is only made to come late.
"""

from app.shared.domain.permissions.bits import VIEW_CHANNEL
from app.shared.domain.permissions.effective import Person, usable_permissions
from app.shared.domain.planning.agenda import Task
from app.shared.domain.planning.drafting import Draft
from app.shared.domain.planning.steps import Action, references
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key

_IN_CHANNEL = frozenset({Action.EDIT_CHANNEL, Action.PUT_OVERWRITE, Action.DELETE_OVERWRITE})


def lose_sight_last(draft: Draft) -> None:
    """A wish: what must come earlier so that nobody gains access in between still does."""
    for key, (last, _) in draft.access_writes.items():
        if not will_be_hidden_from_bot(draft, key):
            continue
        for task in draft.agenda.tasks:
            if task is not last and _needs_sight(task, key):
                draft.agenda.wish(task, last)


def will_be_hidden_from_bot(draft: Draft, channel: Key) -> bool:
    """Whether the bot cannot see the channel once it is as wanted."""
    wanted = draft.comparison.wanted
    there = wanted.channel_by_key.get(channel)
    return there is not None and not usable_permissions(wanted, _bot(draft), there) & VIEW_CHANNEL


def _bot(draft: Draft) -> Person:
    standing, bindings = draft.comparison.snapshot.bot, draft.comparison.bindings
    roles = (bindings.key_of(Kind.ROLE, int(role)) or role for role in standing.roles)
    return Person(roles=frozenset(roles), user_id=standing.user_id, owner=standing.owner)


def _needs_sight(task: Task, channel: Key) -> bool:
    return any(
        (call.action in _IN_CHANNEL and call.key == channel)
        or (Kind.CHANNEL, channel) in references(call.body)
        for call in task.calls
    )
