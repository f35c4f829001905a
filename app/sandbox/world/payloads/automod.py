"""Auto moderation rules as JSON."""

from typing import Any

from app.sandbox.world.automod import AutoModRule


def automod_rule_payload(rule: AutoModRule) -> dict[str, Any]:
    return {
        "id": str(rule.id),
        "guild_id": str(rule.guild_id),
        "creator_id": str(rule.creator_id),
        "name": rule.name,
        "event_type": rule.event_type,
        "trigger_type": int(rule.trigger_type),
        "trigger_metadata": dict(rule.trigger_metadata),
        "actions": [
            {"type": int(action.type), "metadata": dict(action.metadata)} for action in rule.actions
        ],
        "enabled": rule.enabled,
        "exempt_roles": [str(role_id) for role_id in rule.exempt_roles],
        "exempt_channels": [str(channel_id) for channel_id in rule.exempt_channels],
    }
