"""Welcome screen, onboarding and automod as Discord sends them."""

from typing import Any

from app.shared.domain.structure.channels import Emoji
from app.shared.domain.structure.community import AutomodAction, WelcomeChannel
from app.shared.domain.structure.identifiers import EVERYONE, GuildId, Key
from app.shared.infrastructure.discord.reading.community import (
    read_automod,
    read_onboarding,
    read_welcome_screen,
)

GUILD = GuildId(100)


def test_a_welcome_screen_is_enabled_by_a_feature_and_not_by_itself() -> None:
    screen = {
        "description": "Hi",
        "welcome_channels": [
            {"channel_id": "5", "description": "Talk", "emoji_id": "9", "emoji_name": "wave"}
        ],
    }

    read = read_welcome_screen(screen, enabled=True)

    assert read.enabled
    assert read.channels == (
        WelcomeChannel(channel=Key("5"), description="Talk", emoji=Emoji(id=9)),
    )


def test_onboarding_holds_emojis_as_objects() -> None:
    option: dict[str, Any] = {
        "id": "2",
        "title": "Yes",
        "description": None,
        "emoji": {"id": None, "name": "x", "animated": False},
        "role_ids": ["7"],
        "channel_ids": ["5"],
    }
    bare = {"id": "3", "title": "No", "emoji": None}
    prompt = {"id": "1", "title": "Q", "type": 1, "required": True, "options": [option, bare]}
    raw = {"enabled": True, "mode": 1, "default_channel_ids": ["5"], "prompts": [prompt]}

    read = read_onboarding(GUILD, raw)

    assert (read.enabled, read.mode, read.default_channels) == (True, 1, (Key("5"),))
    assert (read.prompts[0].type, read.prompts[0].required) == (1, True)
    assert [option.emoji for option in read.prompts[0].options] == [Emoji("x"), None]
    assert read.prompts[0].options[0].roles == (Key("7"),)


def test_rules_come_oldest_first_and_keep_what_nobody_knows() -> None:
    rule = {
        "name": "r",
        "event_type": 1,
        "trigger_type": 5,
        "trigger_metadata": {"mention_total_limit": 5, "some_day": True},
        "actions": [
            {"type": 1},
            {"type": 2, "metadata": {"channel_id": "5"}},
            {"type": 3, "metadata": {"duration_seconds": 60}},
        ],
        "exempt_roles": ["100", "7"],
        "exempt_channels": ["5"],
    }

    older, newer = read_automod(GUILD, [rule | {"id": "12"}, rule | {"id": "9", "enabled": True}])

    assert (older.key, newer.key) == (Key("9"), Key("12"))
    assert (older.enabled, newer.enabled) == (True, False)
    assert {"mention_total_limit": 5, "some_day": True}.items() <= older.metadata.items()
    assert older.actions == (
        AutomodAction(type=1),
        AutomodAction(type=2, channel=Key("5")),
        AutomodAction(type=3, duration=60),
    )
    assert older.exempt_roles == {EVERYONE, Key("7")}
