"""How every way to Discord changes and reads roles and channels."""

from dataclasses import replace
from typing import Any

import pytest

from app.shared.application.ports.guild_gateway import (
    CallForbidden,
    CallInvalid,
    ThingGone,
)
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
    member_target,
    role_target,
)
from app.shared.domain.structure.roles import Colors, Role
from app.shared.domain.structure.structure import Structure
from tests.contracts.guild_under_test import NOWHERE, UNKNOWN_BIT, Guild, Hand


class StructureContract:
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

    async def test_lists_have_what_was_asked_for_and_nothing_else(self, guild: Guild) -> None:
        await guild.create_role("Helper")
        whole = await guild.structure()

        async def lists(*kinds: Kind) -> Structure:
            return await guild.gateway.lists(guild.id, frozenset(kinds))

        assert await lists(Kind.ROLE) == Structure(roles=whole.roles)
        assert await lists(Kind.CHANNEL) == Structure(channels=whole.channels)
        both = await lists(Kind.ROLE, Kind.CHANNEL)
        assert both == Structure(roles=whole.roles, channels=whole.channels)

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
