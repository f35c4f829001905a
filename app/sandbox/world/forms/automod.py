"""What may be said of an auto moderation rule; its metadata depends on its trigger."""

from collections.abc import Mapping

from app.sandbox.world.automod import ActionType, Trigger
from app.sandbox.world.forms.reading import (
    Fields,
    choice,
    flag,
    form,
    listed,
    number,
    or_none,
    snowflake,
    text,
)

MAX_TIMEOUT_SECONDS = 2_419_200

_MATCHING: Fields = {
    "keyword_filter": or_none(listed(text(1, 60), 1000)),
    "regex_patterns": or_none(listed(text(1, 260), 10)),
    "allow_list": or_none(listed(text(1, 60), 100)),
}

TRIGGER_METADATA: Mapping[Trigger, Fields] = {
    Trigger.KEYWORD: _MATCHING,
    Trigger.SPAM: {},
    Trigger.KEYWORD_PRESET: {
        "presets": or_none(listed(choice(1, 2, 3), 3)),
        "allow_list": or_none(listed(text(1, 60), 1000)),
    },
    Trigger.MENTION_SPAM: {
        "mention_total_limit": or_none(number(0, 50)),
        "mention_raid_protection_enabled": or_none(flag),
    },
    Trigger.MEMBER_PROFILE: _MATCHING,
}

_ACTION = form(
    {
        "type": choice(*(int(kind) for kind in ActionType)),
        "metadata": or_none(
            form(
                {
                    "channel_id": or_none(snowflake),
                    "duration_seconds": or_none(number(0, MAX_TIMEOUT_SECONDS)),
                    "custom_message": or_none(text(0, 150)),
                }
            )
        ),
    },
    required=("type",),
)

RULE_FIELDS: Fields = {
    "name": text(1, 100),
    "event_type": choice(1, 2),
    "trigger_type": choice(*(int(kind) for kind in Trigger)),
    "trigger_metadata": or_none(lambda value: value),
    "actions": or_none(listed(_ACTION, 5)),
    "enabled": or_none(flag),
    "exempt_roles": or_none(listed(snowflake, 20)),
    "exempt_channels": or_none(listed(snowflake, 50)),
}
