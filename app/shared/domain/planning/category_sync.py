"""Keeps what a category's new overwrites do to its channels right, whether Discord syncs or not.

The sources conflict: the documentation says that a change of a category's overwrites reaches the
channels whose overwrites are equal to it, an engineer of Discord's says that the API knows no such
thing. So a channel that shall follow gets its own call, left out when it followed by itself; and
one that shall not is made unlike the category before, or given back its overwrites after.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from app.shared.domain.language.saying import to_say
from app.shared.domain.planning.access_effects import AccessEffect
from app.shared.domain.planning.agenda import Call, Task
from app.shared.domain.planning.bot_sight import will_be_hidden_from_bot
from app.shared.domain.planning.changes import Subject
from app.shared.domain.planning.channel_steps import written_access
from app.shared.domain.planning.drafting import Draft
from app.shared.domain.planning.harmless_mark import mark
from app.shared.domain.planning.single_overwrites import first_overwrites
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import Access, Channel, ChannelType
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.limits import OVERWRITES_IN_ONE_CALL


@dataclass(frozen=True, slots=True)
class _Category:
    key: Key
    before: Access
    after: Access
    write: Task
    effect: AccessEffect


def order_categories(draft: Draft) -> frozenset[Key]:
    """Order each category's write with its channels'; gives the categories that are followed."""
    followed: set[Key] = set()
    members = _members(draft)
    for category in list(_written(draft)):
        for channel in members.get(category.key, ()):
            if _order_member(draft, category, channel):
                followed.add(category.key)
    return frozenset(followed)


def _written(draft: Draft) -> Iterator[_Category]:
    live, wanted = draft.comparison.live.channel_by_key, draft.comparison.wanted.channel_by_key
    for key, (write, effect) in draft.access_writes.items():
        if key in wanted and wanted[key].type is ChannelType.CATEGORY:
            after = written_access(draft, wanted[key])
            yield _Category(key, live[key].access, after, write, effect)


def _members(draft: Draft) -> dict[Key, list[Key]]:
    """Channels by every category they are in at some moment."""
    found: dict[Key, dict[Key, None]] = {}
    comparison = draft.comparison
    for channel in (*comparison.live.channels, *comparison.wanted.channels):
        if channel.parent is not None:
            found.setdefault(channel.parent, {})[channel.key] = None
    return {category: list(channels) for category, channels in found.items()}


def _order_member(draft: Draft, category: _Category, key: Key) -> bool:
    """Whether the channel may follow the category's write."""
    live = draft.comparison.live.channel_by_key.get(key)
    wanted = draft.comparison.wanted.channel_by_key.get(key)
    if wanted is None:
        if key in draft.hidden:
            draft.agenda.order(draft.hidden[key], category.write)
        return False
    if live is None:
        if first_overwrites(wanted.access, draft.bot) == category.before:
            draft.agenda.order(category.write, draft.new_channels[key])
        return False
    final = draft.finals.get(key) or written_access(draft, wanted)
    if live.parent == category.key and live.access == category.before:
        return _order_synced(draft, category, live, wanted, final)
    if wanted.parent == category.key and final == category.before:
        _order_all(draft, key, after=category.write)
    return False


def _order_synced(
    draft: Draft, category: _Category, live: Channel, wanted: Channel, final: Access
) -> bool:
    stays = wanted.parent == category.key
    own = draft.access_writes.get(live.key)
    if stays and final == category.after and own is not None:
        draft.agenda.order(category.write, own[0])
        _leave_out_when_followed(own[0])
        return True
    if own is not None or not stays:
        _order_all(draft, live.key, before=category.write)
        return False
    unseen = will_be_hidden_from_bot(draft, category.key)
    if category.effect.gives or unseen or len(final) > OVERWRITES_IN_ONE_CALL:
        _detach(draft, category, live)
    else:
        _give_back(draft, category, live)
    return False


def _order_all(
    draft: Draft, key: Key, *, before: Task | None = None, after: Task | None = None
) -> None:
    access = draft.access_writes.get(key)
    tasks = [draft.channel_edits.get(key), access[0] if access else None]
    for task in dict.fromkeys(task for task in tasks if task is not None):
        if before is not None:
            draft.agenda.order(task, before)
        if after is not None:
            draft.agenda.order(after, task)


def _leave_out_when_followed(task: Task) -> None:
    for call in task.calls:
        if isinstance(call.body, dict) and call.body.keys() == {"permission_overwrites"}:
            call.unless_already = call.body


def _detach(draft: Draft, category: _Category, channel: Channel) -> None:
    """Make the channel unlike its category with an overwrite that means nothing, for a while."""
    target, overwrite = mark(draft.comparison, channel.access)
    old = channel.access.get(target)
    id_ = draft.bodies.target(target)
    changes = draft.changes(Subject.CHANNEL, category.key)
    why = to_say(
        "It has the same overwrites as its category now and shall keep them. Discord may change it "
        "together with the category: that would open it for a moment, or hide it from the bot."
    )
    detaching = Call(
        action=Action.PUT_OVERWRITE,
        key=channel.key,
        name=channel.name,
        verb=to_say("keep channel from following its category"),
        target=id_,
        body=draft.bodies.overwrite(target, overwrite),
        changes=changes,
        extra=why,
    )
    restoring = Call(
        action=Action.DELETE_OVERWRITE if old is None else Action.PUT_OVERWRITE,
        key=channel.key,
        name=channel.name,
        verb=to_say("give channel its overwrites back"),
        target=id_,
        body=None if old is None else draft.bodies.overwrite(target, old),
        changes=changes,
        extra=why,
    )
    first = _task(draft, channel, detaching)
    draft.agenda.order(first, category.write)
    draft.agenda.order(category.write, _task(draft, channel, restoring))


def _give_back(draft: Draft, category: _Category, channel: Channel) -> None:
    body = draft.bodies.channel(channel, ("access",))
    call = Call(
        action=Action.EDIT_CHANNEL,
        key=channel.key,
        name=channel.name,
        verb=to_say("give channel its overwrites back"),
        body=body,
        changes=draft.changes(Subject.CHANNEL, category.key),
        extra=to_say(
            "It has the same overwrites as its category now and shall keep them. Discord may "
            "change it together with the category; if it did not, this call is left out."
        ),
        unless_already=body,
    )
    draft.agenda.order(category.write, _task(draft, channel, call))


def _task(draft: Draft, channel: Channel, call: Call) -> Task:
    return draft.agenda.add(
        Task(phase=draft.phase_of(channel), place=draft.places[channel.key], first=[call])
    )
