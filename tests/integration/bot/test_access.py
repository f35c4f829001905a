"""Whatever changes somebody's rights at Discord is told to everybody who watches, by event."""

from collections.abc import AsyncIterator

import pytest

from app.sandbox.seed.building import add_guild, add_member, add_role, add_user
from app.sandbox.world.actor import Actor
from app.sandbox.world.audit_log import AuditAction
from app.sandbox.world.events import Event
from app.sandbox.world.operations.announcing import announce_guild
from app.sandbox.world.operations.audit import record
from app.sandbox.world.operations.member_roles import give_role, take_role
from app.sandbox.world.operations.membership import join, kick, leave
from app.sandbox.world.operations.roles import edit_role
from app.sandbox.world.payloads.users import user_payload
from app.sandbox.world.permissions import Permission
from app.sandbox.world.users import Intent
from app.shared.application.ports.access_events import AccessChanged, GuildsChanged
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS
from tests.support.bot import RunningBot, running_bot
from tests.support.sandbox import running_sandbox

pytestmark = THEIR_OWN_WARNINGS


@pytest.fixture
async def bot(clean_redis_url: str) -> AsyncIterator[RunningBot]:
    async with running_sandbox() as place, running_bot(place, clean_redis_url) as bot:
        yield bot


class Scene:
    """A helper in the guild, and the owner's hands."""

    def __init__(self, bot: RunningBot) -> None:
        self.world, self.guild = bot.place.world, bot.place.guild
        self.helpers = add_role(self.world, self.guild, "Helpers", position=0)
        self.helper = add_user(self.world, "henry")
        self.member = add_member(self.world, self.guild, self.helper.id, roles=[self.helpers.id])
        self.owner = Actor(self.guild.owner_id, bot=False)
        self.about_helper = AccessChanged(guild_id=bot.guild_id, user_id=UserId(self.helper.id))
        self.about_all = AccessChanged(guild_id=bot.guild_id)


@pytest.fixture
def scene(bot: RunningBot) -> Scene:
    return Scene(bot)


async def test_it_starts_by_saying_that_everything_may_have_changed(bot: RunningBot) -> None:
    assert bot.so_far[0] == AccessChanged(guild_id=None)


async def test_it_asks_for_no_privileged_intent(bot: RunningBot) -> None:
    (session,) = bot.place.sandbox.gateway.sessions

    assert session.intents == Intent.GUILDS | Intent.GUILD_MODERATION


async def test_a_role_that_is_taken_or_given(bot: RunningBot, scene: Scene) -> None:
    take_role(scene.world, scene.guild, scene.owner, scene.member, scene.helpers.id)
    assert await bot.next() == scene.about_helper

    give_role(scene.world, scene.guild, scene.owner, scene.member, scene.helpers.id)
    assert await bot.next() == scene.about_helper


async def test_somebody_is_kicked(bot: RunningBot, scene: Scene) -> None:
    kick(scene.world, scene.guild, scene.owner, scene.helper.id)

    assert await bot.next() == scene.about_helper


async def test_somebody_is_banned(bot: RunningBot, scene: Scene) -> None:
    record(scene.world, scene.guild, scene.owner, AuditAction.MEMBER_BAN_ADD, scene.helper.id)
    leave(scene.world, scene.guild, scene.helper.id)

    assert await bot.next() == scene.about_helper


async def test_somebody_is_banned_where_the_bot_may_not_read_the_audit_log(
    bot: RunningBot, scene: Scene
) -> None:
    bot.place.bot_role.permissions = int(Permission.VIEW_CHANNEL)
    leave(scene.world, scene.guild, scene.helper.id)
    data = {"guild_id": str(scene.guild.id), "user": user_payload(scene.helper)}
    scene.world.publish(
        Event("GUILD_BAN_ADD", scene.guild.id, data, intent=Intent.GUILD_MODERATION)
    )

    assert await bot.next() == scene.about_helper


async def test_members_are_pruned(bot: RunningBot, scene: Scene) -> None:
    record(scene.world, scene.guild, scene.owner, AuditAction.MEMBER_PRUNE, None)

    assert await bot.next() == scene.about_all


async def test_the_permissions_of_a_role_change(bot: RunningBot, scene: Scene) -> None:
    edit_role(scene.world, scene.guild, scene.owner, scene.helpers.id, {"permissions": "8"})

    assert await bot.next() == scene.about_all


async def test_a_role_comes_and_goes(bot: RunningBot, scene: Scene) -> None:
    made = await bot.place.bot.post(f"/guilds/{scene.guild.id}/roles", {"name": "New"})
    take_role(scene.world, scene.guild, scene.owner, scene.member, scene.helpers.id)
    assert scene.about_all in await bot.until(scene.about_helper)

    await bot.place.bot.delete(f"/guilds/{scene.guild.id}/roles/{made.json()['id']}")

    assert await bot.next() == scene.about_all


async def test_the_guild_gets_another_owner(bot: RunningBot, scene: Scene) -> None:
    scene.guild.owner_id = scene.helper.id
    announce_guild(scene.world, scene.guild)

    assert await bot.next() == scene.about_all


async def test_the_bots_own_role_is_taken(bot: RunningBot, scene: Scene) -> None:
    bot_member = scene.guild.members[bot.place.application.id]
    give_role(scene.world, scene.guild, scene.owner, bot_member, scene.helpers.id)

    assert await bot.next() == AccessChanged(
        guild_id=bot.guild_id, user_id=UserId(bot.place.application.id)
    )


async def test_the_bot_is_kicked(bot: RunningBot, scene: Scene) -> None:
    kick(scene.world, scene.guild, scene.owner, bot.place.application.id)

    heard = await bot.until(GuildsChanged(guild_id=bot.guild_id, joined=False))

    assert scene.about_all in heard


async def test_the_bot_is_invited(bot: RunningBot) -> None:
    new = add_guild(bot.place.world, "New", bot.place.owner.id)

    join(bot.place.world, new, bot.place.application.id)
    heard = await bot.until(GuildsChanged(guild_id=GuildId(new.id), joined=True))

    assert AccessChanged(guild_id=GuildId(new.id)) in heard


async def test_an_outage_is_no_leaving_and_its_end_no_joining(bot: RunningBot) -> None:
    everybody = AccessChanged(guild_id=bot.guild_id)

    bot.place.sandbox.gateway.begin_outage(bot.place.guild.id)
    assert await bot.next() == everybody
    bot.place.sandbox.gateway.end_outage(bot.place.guild.id)
    assert await bot.next() == everybody
    announce_guild(bot.place.world, bot.place.guild)

    assert await bot.next() == everybody


async def test_a_channel_that_changes_is_nobodys_right(bot: RunningBot, scene: Scene) -> None:
    await bot.place.bot.patch(f"/channels/{bot.place.general.id}", {"name": "renamed"})
    take_role(scene.world, scene.guild, scene.owner, scene.member, scene.helpers.id)

    assert await bot.next() == scene.about_helper
