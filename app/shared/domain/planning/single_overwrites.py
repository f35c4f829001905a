"""Overwrites one by one, for channels with more of them than fit into one call (100)."""

from types import MappingProxyType

from app.shared.domain.language.saying import to_say
from app.shared.domain.permissions.bits import VIEW_CHANNEL
from app.shared.domain.planning.agenda import Call, Task
from app.shared.domain.planning.bodies import most_restrictive_first
from app.shared.domain.planning.changes import Subject
from app.shared.domain.planning.drafting import Draft
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import Access, Channel, Overwrite
from app.shared.domain.structure.identifiers import EVERYONE, Target, role_target
from app.shared.domain.structure.limits import OVERWRITES_IN_ONE_CALL

_EVERYONE = role_target(EVERYONE)
_EXTRA = to_say("Discord takes at most 100 overwrites in one call.")


def first_overwrites(access: Access, bot: Target) -> Access:
    """What a new channel is created with: all of it, or as much as fits and opens nothing."""
    if len(access) <= OVERWRITES_IN_ONE_CALL:
        return access
    denying = [target for target in most_restrictive_first(access) if access[target].deny]
    if len(denying) <= OVERWRITES_IN_ONE_CALL:
        kept = list(most_restrictive_first(access))[:OVERWRITES_IN_ONE_CALL]
        return MappingProxyType({target: access[target] for target in kept})
    everyone = access.get(_EVERYONE, Overwrite())
    inline = {
        _EVERYONE: Overwrite(0, everyone.deny | VIEW_CHANNEL),
        bot: Overwrite(VIEW_CHANNEL, 0),
    }
    for target in denying:
        if target not in inline and len(inline) < OVERWRITES_IN_ONE_CALL:
            inline[target] = Overwrite(0, access[target].deny)
    return MappingProxyType(inline)


def draft_singles(draft: Draft, channel: Channel, before: Access, after: Access) -> Task:
    """One call per overwrite that differs: first all that take, then all that give."""
    taking: list[Call] = []
    giving: list[Call] = []
    for target in sorted({*before, *after}):
        old, new = before.get(target), after.get(target)
        if old == new:
            continue
        was, will = old or Overwrite(), new or Overwrite()
        takes = was.allow & ~will.allow or will.deny & ~was.deny
        gives = will.allow & ~was.allow or was.deny & ~will.deny
        if takes and gives:
            between = Overwrite(was.allow & will.allow, was.deny | will.deny)
            taking.append(_call(draft, channel, target, between))
        (giving if gives else taking).append(_call(draft, channel, target, new))
    task = Task(
        phase=draft.phase_of(channel),
        place=draft.places[channel.key],
        first=taking or giving,
        second=giving if taking else [],
    )
    draft.agenda.add(task)
    draft.agenda.order_all(draft.makers_of_roles(after), task)
    return task


def _call(draft: Draft, channel: Channel, target: Target, overwrite: Overwrite | None) -> Call:
    return Call(
        action=Action.DELETE_OVERWRITE if overwrite is None else Action.PUT_OVERWRITE,
        key=channel.key,
        name=channel.name,
        verb=to_say("remove overwrite") if overwrite is None else to_say("set overwrite"),
        target=draft.bodies.target(target),
        body=None if overwrite is None else draft.bodies.overwrite(target, overwrite),
        changes=draft.changes(Subject.CHANNEL, channel.key),
        extra=_EXTRA,
    )
