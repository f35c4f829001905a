"""Whether a call shows in the guild as it is: for calls that change something that exists."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.runs.already import is_already
from app.shared.domain.runs.resolving import Ids
from app.shared.domain.structure.channels import Channel, Overwrite
from app.shared.domain.structure.community import AutomodRule
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
    Target,
    member_target,
    role_target,
)
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.snapshot import ChannelFacts, RoleFacts, Snapshot


class Effect(StrEnum):
    SHOWS = "shows"
    NONE = "none"
    UNKNOWN = "unknown"
    """Nobody can tell; the call may be repeated without harm."""


def effect_in_guild(step: Step, live: Snapshot, ids: Ids) -> Effect:
    """Raises UnknownReference."""
    object_id = ids.object_of(step)
    match step.action:
        case Action.DELETE_ROLE | Action.DELETE_CHANNEL | Action.DELETE_RULE:
            return Effect.NONE if _is_there(step.action, object_id, live) else Effect.SHOWS
        case Action.EDIT_ROLE | Action.EDIT_CHANNEL | Action.EDIT_RULE:
            return _shown(_is_edited(step, object_id, live, ids))
        case Action.PUT_OVERWRITE | Action.DELETE_OVERWRITE:
            return _overwritten(step, object_id, live, ids)
        case Action.ORDER_ROLES:
            return _ordered(step, live.role_facts, live, ids)
        case Action.ORDER_CHANNELS:
            return _ordered(step, live.channel_facts, live, ids)
    return Effect.UNKNOWN


def parts_of(step: Step, live: Snapshot, ids: Ids) -> tuple[int, ...]:
    """The ids of tags, prompts and options that a step has written, in its body's order."""
    if step.action is Action.EDIT_CHANNEL:
        return tags_of(ids.object_of(step), live)
    if step.action is Action.EDIT_ONBOARDING and live.structure.onboarding is not None:
        return tuple(
            int(key)
            for prompt in live.structure.onboarding.prompts
            for key in (prompt.key, *(option.key for option in prompt.options))
        )
    return ()


def tags_of(channel_id: int | None, live: Snapshot) -> tuple[int, ...]:
    channel = live.structure.channel_by_key.get(Key(str(channel_id)))
    return () if channel is None else tuple(int(tag.key) for tag in channel.tags)


def _shown(is_so: bool) -> Effect:
    return Effect.SHOWS if is_so else Effect.NONE


def _is_there(action: Action, object_id: int | None, live: Snapshot) -> bool:
    there: Collection[Key]
    match action:
        case Action.DELETE_ROLE:
            there = live.structure.role_by_key.keys()
        case Action.DELETE_CHANNEL:
            there = {*live.structure.channel_by_key, *live.coverage.unseen_channels}
        case _:
            there = {rule.key for rule in live.structure.automod or ()}
    return Key(str(object_id)) in there


def _is_edited(step: Step, object_id: int | None, live: Snapshot, ids: Ids) -> bool:
    key = Key(str(object_id))
    thing: Role | Channel | AutomodRule | None = live.structure.channel_by_key.get(key)
    if step.action is Action.EDIT_ROLE:
        role_key = EVERYONE if object_id == live.guild_id else key
        thing = live.structure.role_by_key.get(role_key)
    if step.action is Action.EDIT_RULE:
        rules = live.structure.automod or ()
        thing = next((rule for rule in rules if rule.key == key), None)
    body = ids.in_body(step.body, lambda: 0)
    return thing is not None and isinstance(body, dict) and is_already(thing, body, live.guild_id)


def _overwritten(step: Step, object_id: int | None, live: Snapshot, ids: Ids) -> Effect:
    channel = live.structure.channel_by_key.get(Key(str(object_id)))
    if channel is None:
        return Effect.UNKNOWN
    has = channel.access.get(_target(step, live, ids))
    if step.action is Action.DELETE_OVERWRITE:
        return _shown(has is None)
    body: Any = step.body
    wanted = Overwrite(int(body.get("allow") or 0), int(body.get("deny") or 0))
    return _shown(has == wanted)


def _target(step: Step, live: Snapshot, ids: Ids) -> Target:
    target_id = ids.target_of(step)
    if target_id == live.guild_id:
        return role_target(EVERYONE)
    if isinstance(step.target, dict):
        return role_target(Key(str(target_id)))
    return member_target(target_id or 0)


def _ordered(step: Step, facts: Any, live: Snapshot, ids: Ids) -> Effect:
    """Discord may count positions anew, so that only the same numbers say anything."""
    body: Any = ids.in_body(step.body, lambda: 0)
    for entry in body:
        found: RoleFacts | ChannelFacts | None = facts.get(Key(str(entry["id"])))
        channel = live.structure.channel_by_key.get(Key(str(entry["id"])))
        parent = None if channel is None or channel.parent is None else str(channel.parent)
        if (
            found is None
            or entry.get("position", found.position) != found.position
            or entry.get("parent_id", parent) != parent
            or entry.get("lock_permissions")
        ):
            return Effect.UNKNOWN
    return Effect.SHOWS
