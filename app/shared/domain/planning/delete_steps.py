"""The calls that delete channels and roles. The sequence puts them last."""

from app.shared.domain.language.saying import to_say
from app.shared.domain.planning.agenda import Call, Phase, Task
from app.shared.domain.planning.changes import Subject
from app.shared.domain.planning.drafting import Draft
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import Key


def draft_deletes(draft: Draft) -> dict[Key, Task]:
    """Channels before their categories, roles at the very end. Gives the deletes of roles."""
    for channel in draft.comparison.doomed_channels:
        is_category = channel.type is ChannelType.CATEGORY
        fallen = _fallen_from(draft, channel.key) if is_category else ()
        call = Call(
            action=Action.DELETE_CHANNEL,
            key=channel.key,
            name=channel.name,
            verb=to_say("delete category") if is_category else to_say("delete channel"),
            changes=(*draft.changes(Subject.CHANNEL, channel.key), *fallen),
        )
        phase = Phase.CATEGORY_DELETES if is_category else Phase.CHANNEL_DELETES
        draft.agenda.add(Task(phase=phase, place=draft.places[channel.key], first=[call]))
    roles: dict[Key, Task] = {}
    for place, role in enumerate(draft.comparison.doomed_roles):
        call = Call(
            action=Action.DELETE_ROLE,
            key=role.key,
            name=role.name,
            verb=to_say("delete role"),
            changes=draft.changes(Subject.ROLE, role.key),
        )
        task = Task(phase=Phase.ROLE_DELETES, place=place, first=[call])
        roles[role.key] = draft.agenda.add(task)
    return roles


def _fallen_from(draft: Draft, category: Key) -> tuple[str, ...]:
    """The moves that are brought about by deleting the category that the channels are in."""
    comparison = draft.comparison
    wanted = comparison.wanted.channel_by_key
    return tuple(
        id_
        for channel in comparison.live.children.get(category, ())
        if channel.key in wanted
        and "parent" in comparison.differing(channel, wanted[channel.key])
        and "parent" not in comparison.to_write(channel, wanted[channel.key])
        for id_ in draft.moves(channel.key)
    )
