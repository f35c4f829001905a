"""The bot comes into guilds, stands in them, and leaves: what is kept and said of it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from dependency_injector import providers

from app.bot.duties import Duties
from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.sandbox.seed.building import add_channel, add_guild, add_member, add_role, add_user
from app.sandbox.world.actor import Actor
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.announcing import announce_guild, announce_role
from app.sandbox.world.operations.membership import join, kick
from app.sandbox.world.operations.roles import edit_role
from app.sandbox.world.permissions import Permission
from app.shared.application.access.admitting import GuildWaits
from app.shared.application.guilds.decide_admission import DecideAdmissionCommand
from app.shared.application.ports.trail import TrailEntry
from app.shared.domain.access.rights import Right
from app.shared.domain.guilds.admission import AdmissionMode, AdmissionPolicy, Decision
from app.shared.domain.guilds.presence import GuildPresence, PlaceFacts
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS
from tests.support.bot import PATIENCE_S, Opened, begun, open_for
from tests.support.sandbox import SmallGuild, running_sandbox
from tests.support.services import databases, postgres_url
from tests.support.stores import migrated_url

__all__ = ["databases", "migrated_url", "postgres_url"]
pytestmark = THEIR_OWN_WARNINGS

KEPT_FOR = timedelta(days=90)
BY_APPROVAL = AdmissionPolicy(mode=AdmissionMode.APPROVAL, contact="ops@example.org")


@dataclass(frozen=True, slots=True)
class Scene:
    place: SmallGuild
    opened: Opened

    @property
    def guild_id(self) -> GuildId:
        return GuildId(self.place.guild.id)

    @property
    def owner(self) -> Actor:
        return Actor(self.place.owner.id, bot=False)

    async def trail(self, guild_id: GuildId) -> list[TrailEntry]:
        async with self.opened.container.begin()() as uow:
            return [*reversed(await uow.trail.list(guild_id))]

    async def until(self, action: str, guild_id: GuildId | None = None) -> TrailEntry:
        """The line of the trail, once it is there."""
        async with asyncio.timeout(3 * PATIENCE_S):
            while True:
                for entry in await self.trail(guild_id or self.guild_id):
                    if entry.action == action:
                        return entry

    async def presence(self, guild_id: GuildId) -> GuildPresence | None:
        async with self.opened.container.begin()() as uow:
            return await uow.guild_presences.of(guild_id)

    def new_guild(self, name: str = "New") -> Guild:
        """With a system channel in which everybody may write."""
        guild = add_guild(self.place.world, name, self.place.owner.id)
        channel = add_channel(self.place.world, guild, "welcome")
        guild.system_channel_id = channel.id
        return guild

    async def until_said(self, guild: Guild, number: int = 1) -> list[Any]:
        """Newest first."""
        async with asyncio.timeout(3 * PATIENCE_S):
            while len(said := await self.said_in(guild)) < number:
                self.opened.clock.advance(1)
        return said

    async def said_in(self, guild: Guild) -> list[Any]:
        channel_id = guild.system_channel_id
        return list((await self.place.bot.get(f"/channels/{channel_id}/messages")).json())


@pytest.fixture
async def scene(clean_redis_url: str, migrated_url: str) -> AsyncIterator[Scene]:
    async with (
        running_sandbox() as place,
        open_for(place, clean_redis_url, migrated_url) as opened,
    ):
        yield Scene(place, opened)


async def test_a_guild_that_it_was_in_all_along_is_noted_and_not_greeted(scene: Scene) -> None:
    scene.place.guild.members[scene.place.application.id].joined_at -= 7 * 86_400
    async with begun(scene.place, scene.opened.container):
        await scene.until("guild.joined")

    presence = await scene.presence(scene.guild_id)
    assert presence is not None
    assert (presence.name, presence.owner_id) == ("Small Guild", scene.place.owner.id)
    assert presence.place == PlaceFacts()
    assert [entry.action for entry in await scene.trail(scene.guild_id)] == ["guild.joined"]


async def test_who_invites_it_finds_a_checklist_and_a_way_back(scene: Scene) -> None:
    new = scene.new_guild()
    new_id = GuildId(new.id)
    add_role(scene.place.world, new, "Admin", position=0)
    async with begun(scene.place, scene.opened.container):
        await scene.until("guild.joined")
        join(scene.place.world, new, scene.place.application.id)
        kept = await scene.until("guild.baseline_kept", new_id)
        (message,) = await scene.until_said(new)

    async with scene.opened.container.begin()() as uow:
        snapshot, _ = await uow.snapshots.get(new_id, kept.details["snapshot"])
    assert snapshot.guild_id == new_id
    said = str(message["components"])
    assert "Guildwright is here" in said
    assert "Allow **Manage Roles** to its role." in said
    assert message["mentions"] == []


async def test_where_it_may_not_write_nothing_is_tried(scene: Scene) -> None:
    new = scene.new_guild()
    everyone = new.roles[new.id]
    everyone.permissions &= ~int(Permission.SEND_MESSAGES)
    async with begun(scene.place, scene.opened.container):
        await scene.until("guild.joined")
        join(scene.place.world, new, scene.place.application.id)
        await scene.until("guild.baseline_kept", GuildId(new.id))

    assert await scene.said_in(new) == []


async def test_a_guild_that_waits_is_told_whom_to_ask_and_not_kept(scene: Scene) -> None:
    scene.opened.container.admission_policy.override(providers.Object(BY_APPROVAL))
    new = scene.new_guild()
    async with begun(scene.place, scene.opened.container):
        await scene.until("guild.joined")
        join(scene.place.world, new, scene.place.application.id)
        (message,) = await scene.until_said(new)
        with pytest.raises(GuildWaits):
            await scene.opened.container.gate().require(
                GuildId(new.id), UserId(scene.place.owner.id), Right.VIEW
            )

    assert "ops@example.org" in str(message["components"]).replace("\\", "")
    actions = [entry.action for entry in await scene.trail(GuildId(new.id))]
    assert actions == ["guild.joined"]


async def test_a_guild_that_is_let_in_later_is_welcomed_then_and_once(scene: Scene) -> None:
    container = scene.opened.container
    container.admission_policy.override(providers.Object(BY_APPROVAL))
    new = scene.new_guild()
    new_id = GuildId(new.id)
    async with begun(scene.place, container):
        await scene.until("guild.joined")
        join(scene.place.world, new, scene.place.application.id)
        await scene.until_said(new)
        await container.decide_admission()(
            DecideAdmissionCommand(guild_id=new_id, decision=Decision.ADMITTED)
        )
        message, _waiting = await scene.until_said(new, 2)
        scene.opened.clock.advance(300)
        await scene.until("guild.baseline_kept", new_id)

    assert "Guildwright is here" in str(message["components"])
    actions = [entry.action for entry in await scene.trail(new_id)]
    assert actions == ["guild.joined", "guild.admitted", "guild.baseline_kept"]
    assert len(await scene.said_in(new)) == 2


async def test_it_is_thrown_out_and_comes_back(scene: Scene) -> None:
    scene.place.guild.system_channel_id = scene.place.general.id
    async with begun(scene.place, scene.opened.container):
        await scene.until_said(scene.place.guild)
        kick(scene.place.world, scene.place.guild, scene.owner, scene.place.application.id)
        await scene.until("guild.left")
        scene.opened.clock.advance(3600)
        join(scene.place.world, scene.place.guild, scene.place.application.id)
        await scene.until("guild.returned")
        again, _first = await scene.until_said(scene.place.guild, 2)

    assert "It was away since" in str(again["components"])
    presence = await scene.presence(scene.guild_id)
    assert presence is not None
    assert presence.left_at is None


async def test_it_is_thrown_out_while_it_does_not_run(scene: Scene) -> None:
    async with begun(scene.place, scene.opened.container):
        await scene.until("guild.joined")
    kick(scene.place.world, scene.place.guild, scene.owner, scene.place.application.id)
    scene.opened.clock.advance(60)

    async with begun(scene.place, scene.opened.container):
        left = await scene.until("guild.left")

    assert left.origin == "discord"


async def test_an_outage_another_owner_and_lost_rights_are_told(scene: Scene) -> None:
    place = scene.place
    heir = add_user(place.world, "henry")
    add_member(place.world, place.guild, heir.id)
    async with begun(place, scene.opened.container):
        await scene.until("guild.joined")
        place.sandbox.gateway.begin_outage(place.guild.id)
        await scene.until("guild.unavailable")
        place.sandbox.gateway.end_outage(place.guild.id)
        await scene.until("guild.available")

        place.guild.owner_id = heir.id
        announce_guild(place.world, place.guild)
        owner = await scene.until("guild.owner_changed")

        edit_role(
            place.world,
            place.guild,
            Actor(heir.id, bot=False),
            place.bot_role.id,
            {"permissions": str(int(Permission.MANAGE_ROLES))},
        )
        lost = await scene.until("guild.bot_place_changed")

    assert (owner.before, owner.after) == (str(place.owner.id), str(heir.id))
    assert lost.before == {"missing": [], "roles_above": []}
    assert lost.after["missing"] == ["MANAGE_CHANNELS", "MANAGE_GUILD", "VIEW_AUDIT_LOG"]


async def test_a_guild_that_discord_does_not_answer_for_holds_up_no_other(scene: Scene) -> None:
    place, new = scene.place, scene.new_guild()
    sick = Fault(
        FaultKind.ERROR,
        Moment.BEFORE,
        method="GET",
        route="/guilds/{guild_id}",
        where={"guild_id": str(place.guild.id)},
        times=None,
        status=500,
    )
    async with begun(place, scene.opened.container):
        await scene.until("guild.joined")
        place.sandbox.faults.add(sick)
        (armed,) = place.sandbox.faults.armed
        announce_role(place.world, place.guild, place.bot_role)
        async with asyncio.timeout(3 * PATIENCE_S):
            while not armed.covered:
                await scene.presence(scene.guild_id)
        join(place.world, new, place.application.id)
        async with asyncio.timeout(3 * PATIENCE_S):
            while await scene.presence(GuildId(new.id)) is None:
                scene.opened.clock.advance(0.5)
                await asyncio.sleep(0.01)


async def test_what_is_kept_of_a_guild_that_was_left_long_ago_is_cleared_away(
    scene: Scene,
) -> None:
    duties = Duties(kept_for=KEPT_FOR)
    async with begun(scene.place, scene.opened.container, duties):
        await scene.until("guild.joined")
        kick(scene.place.world, scene.place.guild, scene.owner, scene.place.application.id)
        await scene.until("guild.left")
        scene.opened.clock.advance(KEPT_FOR.total_seconds() + 1)
        async with asyncio.timeout(3 * PATIENCE_S):
            while await scene.presence(scene.guild_id) is not None:
                scene.opened.clock.advance(600)

    assert await scene.trail(scene.guild_id) == []
