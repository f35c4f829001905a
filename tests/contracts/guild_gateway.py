"""What every way to Discord keeps to. An adapter's test class inherits this and gives fixtures."""

from abc import abstractmethod
from dataclasses import replace
from typing import Any, Protocol

import pytest

from app.shared.application.ports.guild_gateway import (
    Call,
    CallForbidden,
    CallInvalid,
    DiscordUnavailable,
    GuildGateway,
    GuildNotFound,
    LimitReached,
    MemberNotFound,
    ThingGone,
    TokenRefused,
    Written,
)
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import Channel, ChannelType, Emoji, Overwrite, Tag
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    GuildId,
    Key,
    UserId,
    member_target,
    role_target,
)
from app.shared.domain.structure.roles import Colors, Role
from app.shared.domain.structure.structure import Structure

REASON = "Guildwright run contract step 1"
NOWHERE = 4_000_000_000_000_000_000
UNKNOWN_BIT = 1 << 60


class Hand(Protocol):
    """What people and bad luck do on Discord's side."""

    @abstractmethod
    async def lose_next_answer(self) -> None:
        """The next write takes effect, and its answer never comes."""

    @abstractmethod
    async def limit_next_write(self, seconds: float) -> None:
        """The next write is refused for so long that nobody waits for it inside a call."""

    @abstractmethod
    async def refuse_token(self) -> None: ...

    @abstractmethod
    async def add_member(self, *roles: int) -> UserId: ...

    @abstractmethod
    async def add_role_above_bot(self) -> int: ...


class Guild:
    """The guild under test, in few words."""

    def __init__(self, gateway: GuildGateway, guild_id: GuildId) -> None:
        self.gateway = gateway
        self.id = guild_id

    async def send(self, action: Action, object_id: int | None = None, **rest: Any) -> Written:
        call = Call(action=action, object_id=object_id, **rest)
        return await self.gateway.write(self.id, call, REASON)

    async def create_role(self, name: str = "Helper", **body: Any) -> int:
        whole = {"name": name, "permissions": "0", **body}
        created = (await self.send(Action.CREATE_ROLE, body=whole)).id
        assert created is not None
        return created

    async def create_channel(self, name: str = "lobby", type: int = 0, **body: Any) -> int:
        written = await self.send(Action.CREATE_CHANNEL, body={"name": name, "type": type, **body})
        assert written.id is not None
        return written.id

    async def structure(self) -> Structure:
        return (await self.gateway.observe(self.id)).structure

    async def role(self, id: int) -> Role:
        return (await self.structure()).role_by_key[Key(str(id))]

    async def channel(self, id: int) -> Channel:
        return (await self.structure()).channel_by_key[Key(str(id))]

    async def order(self, *ids: int) -> list[int]:
        """These roles or channels, in the order in which people see them."""
        structure = await self.structure()
        keys = [*structure.role_by_key, *structure.channel_by_key]
        return sorted(ids, key=lambda one: keys.index(Key(str(one))))


class GuildGatewayContract:
    """`gateway` reaches the guild `guild_id`, in which the bot is an administrator, is not the
    owner, and has a role above which there is room; `hand` acts on Discord's side of it."""

    @pytest.fixture
    def gateway(self) -> GuildGateway:
        raise NotImplementedError("the adapter's test class provides this")

    @pytest.fixture
    def guild_id(self) -> GuildId:
        raise NotImplementedError("the adapter's test class provides this")

    @pytest.fixture
    def hand(self) -> Hand:
        raise NotImplementedError("the adapter's test class provides this")

    @pytest.fixture
    def guild(self, gateway: GuildGateway, guild_id: GuildId) -> Guild:
        return Guild(gateway, guild_id)

    async def test_a_created_role_is_read_back_complete(self, guild: Guild) -> None:
        role_id = await guild.create_role(
            "Helper",
            permissions=str(UNKNOWN_BIT | 1024),
            colors={"primary_color": 255, "secondary_color": None, "tertiary_color": None},
            hoist=True,
            mentionable=True,
        )

        assert await guild.role(role_id) == Role(
            key=Key(str(role_id)),
            name="Helper",
            permissions=UNKNOWN_BIT | 1024,
            colors=Colors(255),
            hoist=True,
            mentionable=True,
        )

    async def test_editing_a_role_changes_what_was_sent_and_no_more(self, guild: Guild) -> None:
        role_id = await guild.create_role("Helper", permissions=str(UNKNOWN_BIT), hoist=True)
        before = await guild.role(role_id)

        await guild.send(Action.EDIT_ROLE, role_id, body={"name": "Guide"})

        assert await guild.role(role_id) == replace(before, name="Guide")

    async def test_everyone_has_its_own_key_and_stands_last(self, guild: Guild) -> None:
        await guild.send(Action.EDIT_ROLE, guild.id, body={"permissions": "1024"})

        last = (await guild.structure()).roles[-1]
        assert (last.key, last.permissions) == (EVERYONE, 1024)

    async def test_a_deleted_role_takes_its_overwrites_along(self, guild: Guild) -> None:
        role_id = await guild.create_role()
        overwrite = {"id": str(role_id), "type": 0, "allow": "1024", "deny": "0"}
        channel_id = await guild.create_channel(permission_overwrites=[overwrite])

        await guild.send(Action.DELETE_ROLE, role_id)

        assert (await guild.channel(channel_id)).access == {}

    async def test_of_two_roles_at_one_position_the_older_is_higher(self, guild: Guild) -> None:
        older, newer = await guild.create_role("A"), await guild.create_role("B")
        same = [{"id": str(role), "position": 1} for role in (older, newer)]

        await guild.send(Action.ORDER_ROLES, body=same)

        assert await guild.order(newer, older) == [older, newer]

    async def test_roles_are_ordered_in_one_call(self, guild: Guild) -> None:
        roles = [await guild.create_role(name) for name in "ABC"]
        order = [roles[1], roles[2], roles[0]]
        body = [{"id": str(role), "position": 3 - i} for i, role in enumerate(order)]

        await guild.send(Action.ORDER_ROLES, body=body)

        assert await guild.order(*roles) == order

    async def test_a_role_above_the_bot_is_out_of_reach(self, guild: Guild, hand: Hand) -> None:
        role_id = await hand.add_role_above_bot()

        for action, body in ((Action.EDIT_ROLE, {"name": "Mine"}), (Action.DELETE_ROLE, None)):
            with pytest.raises(CallForbidden):
                await guild.send(action, role_id, body=body)

        assert (await guild.role(role_id)).name != "Mine"

    async def test_a_channel_is_private_from_the_first_moment(self, guild: Guild) -> None:
        role_id = await guild.create_role()
        member = (await guild.gateway.account()).user_id
        overwrites = [
            {"id": str(guild.id), "type": 0, "allow": "0", "deny": "1024"},
            {"id": str(role_id), "type": 0, "allow": "0", "deny": "0"},
            {"id": str(member), "type": 1, "allow": str(UNKNOWN_BIT), "deny": "0"},
        ]
        channel_id = await guild.create_channel(permission_overwrites=overwrites)

        assert (await guild.channel(channel_id)).access == {
            role_target(EVERYONE): Overwrite(0, 1024),
            role_target(Key(str(role_id))): Overwrite(0, 0),
            member_target(member): Overwrite(UNKNOWN_BIT, 0),
        }

    async def test_a_text_channel_is_read_back_complete(self, guild: Guild) -> None:
        desk = await guild.create_channel("desk", 4)
        channel_id = await guild.create_channel(
            parent_id=str(desk),
            topic="Say hi",
            nsfw=True,
            rate_limit_per_user=30,
            default_auto_archive_duration=1440,
            default_thread_rate_limit_per_user=5,
        )

        assert await guild.channel(channel_id) == Channel(
            key=Key(str(channel_id)),
            type=ChannelType.TEXT,
            name="lobby",
            parent=Key(str(desk)),
            topic="Say hi",
            nsfw=True,
            slowmode=30,
            archive_after=1440,
            thread_slowmode=5,
        )

    async def test_a_voice_channel_is_read_back_complete(self, guild: Guild) -> None:
        channel_id = await guild.create_channel(
            "Talk", 2, bitrate=32000, user_limit=5, video_quality_mode=2, rtc_region="rotterdam"
        )

        assert await guild.channel(channel_id) == Channel(
            key=Key(str(channel_id)),
            type=ChannelType.VOICE,
            name="Talk",
            bitrate=32000,
            user_limit=5,
            video_quality=2,
            region="rotterdam",
        )

    async def test_editing_a_channel_changes_what_was_sent_and_no_more(self, guild: Guild) -> None:
        channel_id = await guild.create_channel(topic="Old", nsfw=True)
        before = await guild.channel(channel_id)

        await guild.send(Action.EDIT_CHANNEL, channel_id, body={"topic": "New"})

        assert await guild.channel(channel_id) == replace(before, topic="New")

    async def test_a_deleted_category_leaves_its_channels(self, guild: Guild) -> None:
        desk = await guild.create_channel("desk", 4)
        channel_id = await guild.create_channel(parent_id=str(desk))

        await guild.send(Action.DELETE_CHANNEL, desk)

        assert (await guild.channel(channel_id)).parent is None

    async def test_channels_are_ordered_and_moved_in_one_call(self, guild: Guild) -> None:
        desk = await guild.create_channel("desk", 4)
        first, second = [await guild.create_channel(name) for name in ("a", "b")]
        body = [
            {"id": str(second), "position": 0, "parent_id": str(desk)},
            {"id": str(first), "position": 1},
        ]

        await guild.send(Action.ORDER_CHANNELS, body=body)

        assert (await guild.channel(second)).parent == Key(str(desk))
        assert await guild.order(second, first, desk) == [first, desk, second]

    async def test_one_call_moves_one_channel_only(self, guild: Guild) -> None:
        desk = await guild.create_channel("desk", 4)
        channels = [await guild.create_channel(name) for name in ("a", "b")]
        body = [{"id": str(channel), "parent_id": str(desk)} for channel in channels]

        with pytest.raises(CallInvalid):
            await guild.send(Action.ORDER_CHANNELS, body=body)

        assert [(await guild.channel(channel)).parent for channel in channels] == [None, None]

    async def test_overwrites_are_put_and_deleted_one_by_one(self, guild: Guild) -> None:
        channel_id, role_id = await guild.create_channel(), await guild.create_role()
        target = role_target(Key(str(role_id)))

        for allow in ("1024", "0"):
            body = {"type": 0, "allow": allow, "deny": "0"}
            await guild.send(Action.PUT_OVERWRITE, channel_id, target_id=role_id, body=body)
            assert (await guild.channel(channel_id)).access == {target: Overwrite(int(allow), 0)}
        await guild.send(Action.DELETE_OVERWRITE, channel_id, target_id=role_id)

        assert (await guild.channel(channel_id)).access == {}

    @pytest.mark.parametrize(
        ("action", "body"),
        [
            (Action.DELETE_ROLE, None),
            (Action.DELETE_CHANNEL, None),
            (Action.DELETE_RULE, None),
            (Action.EDIT_ROLE, {"name": "Guide"}),
            (Action.EDIT_CHANNEL, {"name": "guide"}),
        ],
    )
    async def test_what_is_gone_is_gone(self, guild: Guild, action: Action, body: Any) -> None:
        with pytest.raises(ThingGone):
            await guild.send(action, NOWHERE, body=body)

    async def test_an_overwrite_that_is_gone_is_gone(self, guild: Guild) -> None:
        channel_id, role_id = await guild.create_channel(), await guild.create_role()

        with pytest.raises(ThingGone):
            await guild.send(Action.DELETE_OVERWRITE, channel_id, target_id=role_id)

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

    async def test_a_lost_answer_leaves_us_unsure(self, guild: Guild, hand: Hand) -> None:
        await hand.lose_next_answer()

        with pytest.raises(DiscordUnavailable) as caught:
            await guild.create_role("Lost")

        assert caught.value.unsure
        assert [role.name for role in (await guild.structure()).roles].count("Lost") == 1

    async def test_the_audit_log_tells_what_became_of_a_call(
        self, guild: Guild, hand: Hand
    ) -> None:
        await guild.create_role("Before")
        await hand.lose_next_answer()
        with pytest.raises(DiscordUnavailable):
            await guild.create_channel("lost")

        entries = await guild.gateway.audit_log(guild.id, action_type=10)

        target = entries[0].target_id
        assert entries[0].reason == REASON
        assert entries[0].user_id == (await guild.gateway.account()).user_id
        assert target is not None
        assert (await guild.channel(target)).name == "lost"
        assert all(entry.action_type == 10 for entry in entries)

    async def test_the_audit_log_has_its_newest_entries_first(self, guild: Guild) -> None:
        first, second = await guild.create_role("A"), await guild.create_role("B")

        entries = await guild.gateway.audit_log(guild.id, action_type=30)

        assert [entry.target_id for entry in entries][:2] == [second, first]
        since = await guild.gateway.audit_log(guild.id, action_type=30, after=entries[0].at)
        assert second in [entry.target_id for entry in since]

    async def test_a_limit_has_no_effect(self, guild: Guild, hand: Hand) -> None:
        channel_id = await guild.create_channel()
        await hand.limit_next_write(600)

        with pytest.raises(LimitReached) as caught:
            await guild.send(Action.EDIT_CHANNEL, channel_id, body={"name": "hall"})

        assert 500 < caught.value.retry_after <= 600
        assert (await guild.channel(channel_id)).name == "lobby"

    async def test_a_refused_token_refuses_everything(
        self, guild: Guild, gateway: GuildGateway, hand: Hand
    ) -> None:
        await hand.refuse_token()

        for call in (gateway.observe(guild.id), guild.create_role(), gateway.audit_log(guild.id)):
            with pytest.raises(TokenRefused):
                await call

    async def test_a_guild_without_the_bot_is_not_found(self, gateway: GuildGateway) -> None:
        with pytest.raises(GuildNotFound):
            await gateway.observe(GuildId(NOWHERE))

    async def test_a_member_stands_where_discord_says(self, guild: Guild, hand: Hand) -> None:
        role_id = await guild.create_role()
        member = await hand.add_member(role_id)
        snapshot = await guild.gateway.observe(guild.id)

        standing = await guild.gateway.standing(guild.id, member)
        owner = await guild.gateway.standing(guild.id, snapshot.owner_id)

        assert (standing.user_id, standing.owner) == (member, False)
        assert standing.roles == {Key(str(role_id))}
        assert owner.owner
        with pytest.raises(MemberNotFound):
            await guild.gateway.standing(guild.id, UserId(NOWHERE))

    async def test_the_members_of_a_role_are_told(self, guild: Guild, hand: Hand) -> None:
        role_id, other = await guild.create_role("A"), await guild.create_role("B")
        member = await hand.add_member(role_id)
        await hand.add_member(other)

        assert await guild.gateway.members_with_role(guild.id, role_id) == (member,)

    async def test_the_account_knows_its_guilds(self, guild: Guild) -> None:
        account = await guild.gateway.account()

        assert guild.id in account.guilds
        assert account.user_id == (await guild.gateway.observe(guild.id)).bot.user_id
