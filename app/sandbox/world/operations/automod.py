"""Makes, changes and deletes auto moderation rules."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.automod import ActionType, AutoModAction, AutoModRule, Trigger
from app.sandbox.world.events import Event
from app.sandbox.world.forms.automod import RULE_FIELDS, TRIGGER_METADATA
from app.sandbox.world.forms.reading import Fields, Values, Wrong, form, read
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.audit import differences, record
from app.sandbox.world.operations.rights import require_in_guild
from app.sandbox.world.payloads.automod import automod_rule_payload
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import (
    invalid_field,
    invalid_form,
    unknown_automod_rule,
)
from app.sandbox.world.users import Intent
from app.sandbox.world.world import World

MOST_RULES = {
    Trigger.KEYWORD: 6,
    Trigger.SPAM: 1,
    Trigger.KEYWORD_PRESET: 1,
    Trigger.MENTION_SPAM: 1,
    Trigger.MEMBER_PROFILE: 1,
}
_MESSAGE, _MEMBER = 1, 2
_TIMEOUT_TRIGGERS = (Trigger.KEYWORD, Trigger.MENTION_SPAM)
_EMPTY_METADATA: Mapping[str, object] = {
    "mention_total_limit": 0,
    "mention_raid_protection_enabled": False,
}


def require_rule_reader(world: World, guild: Guild, actor: Actor) -> None:
    require_in_guild(world, guild, actor, Permission.MANAGE_GUILD)


def find_rule(guild: Guild, rule_id: int) -> AutoModRule:
    rule = guild.automod_rules.get(rule_id)
    if rule is None:
        raise unknown_automod_rule()
    return rule


def create_rule(world: World, guild: Guild, actor: Actor, body: Mapping[str, Any]) -> AutoModRule:
    require_rule_reader(world, guild, actor)
    values = read(body, RULE_FIELDS, required=("name", "event_type", "trigger_type", "actions"))
    trigger = Trigger(values["trigger_type"])
    same = [rule for rule in guild.automod_rules.values() if rule.trigger_type is trigger]
    if len(same) >= MOST_RULES[trigger]:
        message = f"Maximum number of rules of this type reached ({MOST_RULES[trigger]})"
        raise invalid_field("trigger_type", "AUTO_MODERATION_MAX_RULES_OF_TYPE_EXCEEDED", message)
    rule = AutoModRule(
        id=world.next_id(),
        guild_id=guild.id,
        creator_id=actor.user_id,
        name=values["name"],
        event_type=values["event_type"],
        trigger_type=trigger,
    )
    _apply(guild, rule, values | {"trigger_metadata": values.get("trigger_metadata") or {}})
    _require_consistent(world, guild, actor, rule)

    guild.automod_rules[rule.id] = rule
    _announce(world, guild, rule, "CREATE")
    changes = differences({}, _audited(rule))
    action = AuditAction.AUTO_MODERATION_RULE_CREATE
    record(world, guild, actor, action, rule.id, changes, _options(rule))
    return rule


def edit_rule(
    world: World, guild: Guild, actor: Actor, rule_id: int, body: Mapping[str, Any]
) -> AutoModRule:
    """The trigger's type never changes."""
    require_rule_reader(world, guild, actor)
    rule = find_rule(guild, rule_id)
    values = read(body, RULE_FIELDS)
    wanted = deepcopy(rule)
    _apply(guild, wanted, values)
    _require_consistent(world, guild, actor, wanted)

    changes = differences(_audited(rule), _audited(wanted))
    if changes:
        guild.automod_rules[rule.id] = wanted
        _announce(world, guild, wanted, "UPDATE")
        action = AuditAction.AUTO_MODERATION_RULE_UPDATE
        record(world, guild, actor, action, rule.id, changes, _options(wanted))
    return wanted


def delete_rule(world: World, guild: Guild, actor: Actor, rule_id: int) -> None:
    require_rule_reader(world, guild, actor)
    rule = find_rule(guild, rule_id)
    del guild.automod_rules[rule.id]
    _announce(world, guild, rule, "DELETE")
    changes = differences(_audited(rule), {})
    action = AuditAction.AUTO_MODERATION_RULE_DELETE
    record(world, guild, actor, action, rule.id, changes, _options(rule))


def _apply(guild: Guild, rule: AutoModRule, values: Values) -> None:
    for key in ("name", "event_type"):
        if key in values:
            setattr(rule, key, values[key])
    if "enabled" in values:
        rule.enabled = bool(values["enabled"])
    for key in ("exempt_roles", "exempt_channels"):
        if key in values:
            setattr(rule, key, list(dict.fromkeys(values[key] or [])))
    if "trigger_metadata" in values:
        rule.trigger_metadata = _metadata(rule.trigger_type, values["trigger_metadata"] or {})
    if values.get("actions") is not None:
        rule.actions = [
            _action(guild, action, index) for index, action in enumerate(values["actions"])
        ]


def _metadata(trigger: Trigger, sent: object) -> dict[str, object]:
    """Whole: what was not sent is there at rest."""
    fields: Fields = TRIGGER_METADATA[trigger]
    try:
        found: Values = form(fields)(sent)
    except Wrong as wrong:
        raise invalid_form({"trigger_metadata": wrong.tree}) from None
    return {
        key: _EMPTY_METADATA.get(key, []) if found.get(key) is None else found[key]
        for key in fields
    }


def _action(guild: Guild, sent: Values, index: int) -> AutoModAction:
    kind = ActionType(sent["type"])
    metadata = sent.get("metadata") or {}
    path = f"actions.{index}.metadata"
    if kind is ActionType.SEND_ALERT_MESSAGE:
        channel_id = metadata.get("channel_id")
        if channel_id not in guild.channels:
            raise invalid_field(f"{path}.channel_id", "CHANNEL_INVALID", "Channel does not exist")
        return AutoModAction(kind, {"channel_id": str(channel_id)})
    if kind is ActionType.TIMEOUT:
        if metadata.get("duration_seconds") is None:
            message = "This field is required"
            raise invalid_field(f"{path}.duration_seconds", "BASE_TYPE_REQUIRED", message)
        return AutoModAction(kind, {"duration_seconds": metadata["duration_seconds"]})
    if kind is ActionType.BLOCK_MESSAGE and metadata.get("custom_message"):
        return AutoModAction(kind, {"custom_message": metadata["custom_message"]})
    return AutoModAction(kind)


def _require_consistent(world: World, guild: Guild, actor: Actor, rule: AutoModRule) -> None:
    if not rule.actions:
        raise invalid_field("actions", "BASE_TYPE_REQUIRED", "This field is required")
    expected = _MEMBER if rule.trigger_type is Trigger.MEMBER_PROFILE else _MESSAGE
    if rule.event_type != expected:
        code = "AUTO_MODERATION_INVALID_EVENT_TYPE"
        raise invalid_field("event_type", code, "Invalid event type for this trigger.")
    if all(action.type is not ActionType.TIMEOUT for action in rule.actions):
        return
    if rule.trigger_type not in _TIMEOUT_TRIGGERS:
        code = "AUTO_MODERATION_INVALID_ACTION_TYPE"
        raise invalid_field("actions", code, "This trigger cannot time members out.")
    require_in_guild(world, guild, actor, Permission.MODERATE_MEMBERS)


def _announce(world: World, guild: Guild, rule: AutoModRule, what: str) -> None:
    world.publish(
        Event(
            f"AUTO_MODERATION_RULE_{what}",
            guild.id,
            automod_rule_payload(rule),
            intent=Intent.AUTO_MODERATION_CONFIGURATION,
            needs=Permission.MANAGE_GUILD,
        )
    )


def _audited(rule: AutoModRule) -> dict[str, Any]:
    kept = automod_rule_payload(rule)
    for key in ("id", "guild_id", "creator_id"):
        del kept[key]
    return kept


def _options(rule: AutoModRule) -> dict[str, str]:
    return {
        "auto_moderation_rule_name": rule.name,
        "auto_moderation_rule_trigger_type": str(int(rule.trigger_type)),
    }
