"""How every way to Discord changes and reads what is not a role or a channel."""

from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import Emoji, Tag
from app.shared.domain.structure.identifiers import (
    Key,
)
from tests.contracts.guild_under_test import Guild


class CommunityContract:
    async def test_tags_keep_their_ids(self, guild: Guild) -> None:
        await self._make_community(guild)
        tags = [{"name": "help"}, {"name": "bug", "moderated": True, "emoji_name": "\N{BUG}"}]
        body = {"name": "forum", "type": 15, "available_tags": tags}
        written = await guild.send(Action.CREATE_CHANNEL, body=body)
        assert written.id is not None
        help_id, bug_id = written.parts
        changed = [{"name": "news"}, {"id": str(bug_id), "name": "fault", "moderated": True}]

        edited = await guild.send(Action.EDIT_CHANNEL, written.id, body={"available_tags": changed})

        assert edited.parts[1] == bug_id != help_id
        assert (await guild.channel(written.id)).tags == (
            Tag(key=Key(str(edited.parts[0])), name="news"),
            Tag(key=Key(str(bug_id)), name="fault", moderated=True),
        )

    async def test_onboarding_gets_ids_of_its_own(self, guild: Guild) -> None:
        await self._make_community(guild)
        role_id = await guild.create_role()
        option = {
            "id": "2",
            "title": "Yes",
            "description": None,
            "emoji_name": "\N{BUG}",
            "role_ids": [str(role_id)],
            "channel_ids": [],
        }
        prompt = {
            "id": "1",
            "title": "Do you help?",
            "type": 0,
            "single_select": True,
            "required": False,
            "in_onboarding": True,
            "options": [option],
        }
        body = {"prompts": [prompt], "default_channel_ids": [], "enabled": False, "mode": 1}
        written = await guild.send(Action.EDIT_ONBOARDING, body=body)

        onboarding = (await guild.structure()).onboarding
        assert onboarding is not None
        (read,) = onboarding.prompts
        assert (int(read.key), int(read.options[0].key)) == written.parts
        assert (read.title, read.single_select, onboarding.mode) == ("Do you help?", True, 1)
        assert read.options[0].roles == (Key(str(role_id)),)
        assert read.options[0].emoji == Emoji("\N{BUG}")

    async def test_the_welcome_screen_is_read_back(self, guild: Guild) -> None:
        rules = await self._make_community(guild)
        channel = {
            "channel_id": str(rules),
            "description": "Read this",
            "emoji_id": None,
            "emoji_name": "\N{BUG}",
        }
        body = {"enabled": True, "description": "Hello", "welcome_channels": [channel]}
        await guild.send(Action.EDIT_WELCOME_SCREEN, body=body)

        screen = (await guild.structure()).welcome_screen
        assert screen is not None
        assert (screen.enabled, screen.description) == (True, "Hello")
        assert screen.channels[0].channel == Key(str(rules))
        assert screen.channels[0].emoji == Emoji("\N{BUG}")

    async def test_rules_are_made_changed_and_deleted(self, guild: Guild) -> None:
        role_id = await guild.create_role()
        body = {
            "name": "No spam",
            "event_type": 1,
            "trigger_type": 1,
            "trigger_metadata": {"keyword_filter": ["spam"]},
            "actions": [{"type": 1, "metadata": {"custom_message": "No."}}],
            "enabled": True,
            "exempt_roles": [str(role_id)],
            "exempt_channels": [],
        }
        rule_id = (await guild.send(Action.CREATE_RULE, body=body)).id
        await guild.send(Action.EDIT_RULE, rule_id, body={"enabled": False})

        (rule,) = (await guild.structure()).automod or ()
        assert (rule.key, rule.name, rule.enabled) == (Key(str(rule_id)), "No spam", False)
        assert rule.actions[0].message == "No."
        assert rule.exempt_roles == {Key(str(role_id))}
        assert rule.metadata["keyword_filter"] == ["spam"]

        await guild.send(Action.DELETE_RULE, rule_id)
        assert (await guild.structure()).automod == ()

    async def test_settings_are_changed_one_by_one(self, guild: Guild) -> None:
        channel_id = await guild.create_channel()
        before = (await guild.structure()).settings
        body = {"name": "Renamed", "afk_timeout": 900, "system_channel_id": str(channel_id)}

        await guild.send(Action.EDIT_GUILD, body=body)

        assert (await guild.structure()).settings == {
            **before,
            "name": "Renamed",
            "afk_timeout": 900,
            "system_channel": str(channel_id),
        }

    async def _make_community(self, guild: Guild) -> int:
        rules, updates = [await guild.create_channel(name) for name in ("rules", "updates")]
        body = {
            "features": ["COMMUNITY"],
            "rules_channel_id": str(rules),
            "public_updates_channel_id": str(updates),
            "verification_level": 1,
            "explicit_content_filter": 2,
            "default_message_notifications": 1,
        }
        await guild.send(Action.EDIT_GUILD, body=body)
        assert (await guild.structure()).settings["community"] is True
        return rules
