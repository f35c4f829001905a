"""What the world publishes when something changes over REST: the gateway's events in order."""

from typing import Any

from app.sandbox.seed.building import add_channel, add_member, add_role, add_user
from app.sandbox.world.actor import Actor
from app.sandbox.world.channels import Channel, ChannelType, Overwrite, OverwriteType
from app.sandbox.world.events import Event
from app.sandbox.world.operations.membership import join, leave
from app.sandbox.world.operations.roles import edit_role
from app.sandbox.world.payloads.visibility import dispatch_data
from app.sandbox.world.permissions import Permission
from app.sandbox.world.users import Intent
from tests.support.sandbox import SmallGuild, running_sandbox

AUDIT = "GUILD_AUDIT_LOG_ENTRY_CREATE"


class Watcher:
    """Keeps every event from now on."""

    def __init__(self, small: SmallGuild) -> None:
        self.seen: list[Event] = []
        self.stop = small.world.subscribe(self.seen.append)

    @property
    def names(self) -> list[str]:
        return [event.name for event in self.seen]

    def of(self, name: str) -> list[dict[str, Any]]:
        return [event.data for event in self.seen if event.name == name]


def hide(small: SmallGuild, channel: Channel) -> None:
    bot, deny = small.bot_role.id, int(Permission.VIEW_CHANNEL)
    channel.overwrites = {bot: Overwrite(bot, OverwriteType.ROLE, deny=deny)}


async def test_a_role_is_announced_when_it_comes_changes_and_goes() -> None:
    async with running_sandbox() as small:
        path = f"/guilds/{small.guild.id}/roles"
        watcher = Watcher(small)
        made = (await small.bot.post(path, {"name": "Smith"})).json()
        changed = (await small.bot.patch(f"{path}/{made['id']}", {"hoist": True})).json()
        await small.bot.delete(f"{path}/{made['id']}")

    guild_id = str(small.guild.id)
    assert [name for name in watcher.names if name != AUDIT] == [
        "GUILD_ROLE_CREATE",
        "GUILD_ROLE_UPDATE",
        "GUILD_ROLE_UPDATE",
        "GUILD_ROLE_DELETE",
    ]
    assert watcher.of("GUILD_ROLE_CREATE") == [{"guild_id": guild_id, "role": made}]
    moved, edited = watcher.of("GUILD_ROLE_UPDATE")
    assert (moved["role"]["name"], moved["role"]["position"]) == ("Wright", 2)
    assert edited == {"guild_id": guild_id, "role": changed}
    assert watcher.of("GUILD_ROLE_DELETE") == [{"guild_id": guild_id, "role_id": made["id"]}]
    assert watcher.names.count(AUDIT) == 3


async def test_sorted_roles_are_announced_one_by_one_and_unmoved_ones_are_not() -> None:
    async with running_sandbox() as small:
        roles = [
            add_role(small.world, small.guild, f"r{number}", position=number + 1)
            for number in range(3)
        ]
        small.bot_role.position = 9
        watcher = Watcher(small)
        body = [{"id": str(role.id), "position": 2} for role in roles]
        await small.bot.patch(f"/guilds/{small.guild.id}/roles", body)

    moved = [data["role"]["name"] for data in watcher.of("GUILD_ROLE_UPDATE")]
    assert moved == ["r0", "r2"]


async def test_a_channel_is_announced_when_it_comes_changes_and_goes() -> None:
    async with running_sandbox() as small:
        watcher = Watcher(small)
        made = await small.bot.post(f"/guilds/{small.guild.id}/channels", {"name": "new"})
        path = f"/channels/{made.json()['id']}"
        changed = await small.bot.patch(path, {"topic": "Hot"})
        await small.bot.patch(path, {"topic": "Hot"})
        await small.bot.delete(path)

    assert watcher.of("CHANNEL_CREATE") == [made.json()]
    assert watcher.of("CHANNEL_UPDATE") == [changed.json()]
    assert watcher.of("CHANNEL_DELETE") == [changed.json()]


async def test_a_deleted_categorys_children_are_announced_before_it() -> None:
    async with running_sandbox() as small:
        category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        for number in range(2):
            add_channel(small.world, small.guild, f"c{number}", parent_id=category.id)
        watcher = Watcher(small)
        await small.bot.delete(f"/channels/{category.id}")

    assert watcher.names == ["CHANNEL_UPDATE", "CHANNEL_UPDATE", "CHANNEL_DELETE", AUDIT]
    assert [data["parent_id"] for data in watcher.of("CHANNEL_UPDATE")] == [None, None]


async def test_children_that_follow_their_category_are_announced_too() -> None:
    async with running_sandbox() as small:
        category = add_channel(small.world, small.guild, "Top", ChannelType.CATEGORY)
        child = add_channel(small.world, small.guild, "child", parent_id=category.id)
        watcher = Watcher(small)
        path = f"/channels/{category.id}/permissions/{small.guild.id}"
        await small.bot.put(path, {"type": 0, "deny": "2048"})

    changed = watcher.of("CHANNEL_UPDATE")
    assert [data["id"] for data in changed] == [str(category.id), str(child.id)]
    assert all(data["permission_overwrites"][0]["deny"] == "2048" for data in changed)


async def test_each_sorted_channel_is_announced_once_and_no_audit_entry_is() -> None:
    async with running_sandbox() as small:
        other = add_channel(small.world, small.guild, "other")
        watcher = Watcher(small)
        body = [{"id": str(small.general.id), "position": 1}, {"id": str(other.id), "position": 1}]
        await small.bot.patch(f"/guilds/{small.guild.id}/channels", body)

    assert watcher.names == ["CHANNEL_UPDATE"]
    assert watcher.of("CHANNEL_UPDATE")[0]["id"] == str(small.general.id)


async def test_a_deleted_roles_channels_are_announced() -> None:
    async with running_sandbox() as small:
        role = add_role(small.world, small.guild, "Doomed", position=1)
        small.bot_role.position = 2
        small.general.overwrites = {role.id: Overwrite(role.id, OverwriteType.ROLE, allow=1)}
        watcher = Watcher(small)
        await small.bot.delete(f"/guilds/{small.guild.id}/roles/{role.id}")

    assert watcher.names == ["CHANNEL_UPDATE", "GUILD_ROLE_DELETE", AUDIT]


async def test_a_bot_that_cannot_view_a_channel_gets_a_shell_of_it() -> None:
    async with running_sandbox(int(Permission.MANAGE_CHANNELS)) as small:
        secret = add_channel(small.world, small.guild, "secret")
        hide(small, secret)
        watcher = Watcher(small)
        body = [{"id": str(secret.id), "position": 7}]
        await small.bot.patch(f"/guilds/{small.guild.id}/channels", body)
        event = watcher.seen[0]
        for_bot = dispatch_data(small.world, event, small.application.id)
        for_owner = dispatch_data(small.world, event, small.owner.id)

    assert (for_bot["name"], for_bot["position"]) == ("___hidden___", 7)
    assert for_bot["id"] == str(secret.id)
    assert for_owner["name"] == "secret"


async def test_members_come_change_and_go() -> None:
    async with running_sandbox() as small:
        watcher = Watcher(small)
        ada = add_user(small.world, "ada")
        join(small.world, small.guild, ada.id)
        path = f"/guilds/{small.guild.id}/members/{ada.id}"
        await small.bot.patch(path, {"nick": "Smith"})
        await small.bot.delete(path)

    assert [name for name in watcher.names if name != AUDIT] == [
        "GUILD_MEMBER_ADD",
        "GUILD_MEMBER_UPDATE",
        "GUILD_MEMBER_REMOVE",
    ]
    updates = [event for event in watcher.seen if event.name == "GUILD_MEMBER_UPDATE"]
    assert updates[0].data["nick"] == "Smith"
    assert updates[0].data["guild_id"] == str(small.guild.id)
    assert (updates[0].intent, updates[0].concerns) == (Intent.GUILD_MEMBERS, ada.id)
    assert watcher.of("GUILD_MEMBER_REMOVE")[0]["user"]["id"] == str(ada.id)


async def test_a_bot_that_leaves_and_comes_back_is_told_of_the_whole_guild() -> None:
    async with running_sandbox() as small:
        watcher = Watcher(small)
        leave(small.world, small.guild, small.application.id)
        join(small.world, small.guild, small.application.id)

    gone = next(event for event in watcher.seen if event.name == "GUILD_DELETE")
    there = next(event for event in watcher.seen if event.name == "GUILD_CREATE")
    only = frozenset({small.application.id})
    assert gone.recipients == there.recipients == only
    assert gone.data == {"id": str(small.guild.id)}
    assert there.data["member_count"] == 2
    assert len(there.data["channels"]) == 1


async def test_changed_settings_emojis_and_rules_are_announced_to_whom_they_concern() -> None:
    async with running_sandbox() as small:
        path = f"/guilds/{small.guild.id}"
        watcher = Watcher(small)
        await small.bot.patch(path, {"name": "Renamed"})
        image = "data:image/png;base64,iVBORw0KGgo="
        await small.bot.post(f"{path}/emojis", {"name": "anvil", "image": image})
        rule = {"name": "x", "event_type": 1, "trigger_type": 3, "actions": [{"type": 1}]}
        made = (await small.bot.post(f"{path}/auto-moderation/rules", rule)).json()
        one = f"{path}/auto-moderation/rules/{made['id']}"
        await small.bot.patch(one, {"name": "y"})
        await small.bot.delete(one)

    others = [event for event in watcher.seen if event.name != AUDIT]
    assert [(event.name, event.intent, event.needs) for event in others] == [
        ("GUILD_UPDATE", Intent.GUILDS, 0),
        ("GUILD_EMOJIS_UPDATE", Intent.GUILD_EXPRESSIONS, 0),
        *(
            (f"AUTO_MODERATION_RULE_{what}", Intent.AUTO_MODERATION_CONFIGURATION, 32)
            for what in ("CREATE", "UPDATE", "DELETE")
        ),
    ]
    assert others[0].data["name"] == "Renamed"
    assert others[1].data["emojis"][0]["name"] == "anvil"


async def test_an_audit_entry_is_for_those_who_may_read_the_log() -> None:
    async with running_sandbox() as small:
        watcher = Watcher(small)
        path = f"/guilds/{small.guild.id}/roles"
        await small.bot.post(path, {"name": "Smith"}, reason="new hands")
        entry = next(event for event in watcher.seen if event.name == AUDIT)

    assert (entry.intent, entry.needs) == (Intent.GUILD_MODERATION, 1 << 7)
    assert entry.data["guild_id"] == str(small.guild.id)
    assert (entry.data["reason"], entry.data["action_type"]) == ("new hands", 30)


async def test_a_humans_hand_obeys_the_same_rules_and_is_seen_the_same_way() -> None:
    async with running_sandbox() as small:
        ada = add_user(small.world, "ada")
        add_member(small.world, small.guild, ada.id)
        role = add_role(small.world, small.guild, "Above")
        watcher = Watcher(small)
        owner = Actor(small.owner.id, bot=False)
        edit_role(small.world, small.guild, owner, role.id, {"name": "By hand"})
        watcher.stop()
        edit_role(small.world, small.guild, owner, role.id, {"name": "Unseen"})

    assert watcher.names == ["GUILD_ROLE_UPDATE", AUDIT]
    assert watcher.of(AUDIT)[0]["user_id"] == str(small.owner.id)
