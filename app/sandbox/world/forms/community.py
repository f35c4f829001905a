"""What may be said of onboarding and the welcome screen."""

from app.sandbox.world.forms.reading import (
    Fields,
    choice,
    flag,
    form,
    listed,
    or_none,
    snowflake,
    text,
)

_OPTION = form(
    {
        "id": or_none(snowflake),
        "title": text(1, 50),
        "description": or_none(text(0, 100)),
        "channel_ids": or_none(listed(snowflake, 50)),
        "role_ids": or_none(listed(snowflake, 50)),
        "emoji_id": or_none(snowflake),
        "emoji_name": or_none(text(0, 100)),
        "emoji_animated": or_none(flag),
    },
    required=("title",),
)

_PROMPT = form(
    {
        "id": snowflake,
        "title": text(1, 100),
        "type": or_none(choice(0, 1)),
        "single_select": or_none(flag),
        "required": or_none(flag),
        "in_onboarding": or_none(flag),
        "options": listed(_OPTION, 50),
    },
    required=("id", "title", "options"),
)

ONBOARDING_FIELDS: Fields = {
    "prompts": or_none(listed(_PROMPT, 15)),
    "default_channel_ids": or_none(listed(snowflake, 500)),
    "enabled": or_none(flag),
    "mode": or_none(choice(0, 1)),
}

WELCOME_SCREEN_FIELDS: Fields = {
    "enabled": or_none(flag),
    "description": or_none(text(0, 140)),
    "welcome_channels": or_none(
        listed(
            form(
                {
                    "channel_id": snowflake,
                    "description": text(1, 50),
                    "emoji_id": or_none(snowflake),
                    "emoji_name": or_none(text(0, 100)),
                },
                required=("channel_id", "description"),
            ),
            5,
        )
    ),
}
