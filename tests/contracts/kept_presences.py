"""What every store keeps to about the guilds that the bot is in."""

from dataclasses import replace
from datetime import timedelta

from app.shared.application.ports.unit_of_work import BeginUnitOfWork, UnitOfWork
from app.shared.domain.access.policy import Policy
from app.shared.domain.guilds.admission import Decision
from app.shared.domain.guilds.presence import GuildPresence, PlaceFacts
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import GuildId, Key, UserId
from tests.contracts.kept import keep_run
from tests.contracts.kept_history import trail_entry
from tests.support.builders import GUILD, NOON, a_run, a_version

OTHER = GuildId(GUILD + 1)
HERE = GuildPresence(
    guild_id=GUILD,
    name="Copper",
    joined_at=NOON,
    owner_id=UserId(1 << 62),
    place=PlaceFacts(missing=("MANAGE_ROLES",), roles_above=("Admin", "Mod")),
)
GONE = replace(HERE, left_at=NOON + timedelta(days=1))


class KeptPresencesContract:
    async def test_a_guild_that_nobody_heard_of_is_none(self, begin: BeginUnitOfWork) -> None:
        async with begin() as uow:
            assert await uow.guild_presences.of(GUILD) is None
            assert await uow.guild_presences.decision_on(GUILD) is None
            assert await uow.guild_presences.all() == ()

    async def test_what_is_known_of_a_guild_is_read_back(self, begin: BeginUnitOfWork) -> None:
        full = replace(
            HERE,
            left_at=NOON,
            unavailable_since=NOON,
            decision=Decision.REFUSED,
            decided_by="user:7",
            decided_at=NOON,
        )
        async with begin() as uow:
            await uow.guild_presences.save(HERE)
            await uow.guild_presences.save(replace(HERE, guild_id=OTHER, name="Bronze"))
            await uow.guild_presences.save(full)
            await uow.commit()

        async with begin() as uow:
            assert await uow.guild_presences.of(GUILD) == full
            assert await uow.guild_presences.decision_on(GUILD) is Decision.REFUSED
            assert [one.name for one in await uow.guild_presences.all()] == ["Bronze", "Copper"]

    async def test_those_that_were_left_before_a_moment_are_found(
        self, begin: BeginUnitOfWork
    ) -> None:
        async with begin() as uow:
            await uow.guild_presences.save(GONE)
            await uow.guild_presences.save(replace(HERE, guild_id=OTHER))
            await uow.commit()

        async with begin() as uow:
            assert await uow.guild_presences.left_before(NOON + timedelta(days=1)) == ()
            assert await uow.guild_presences.left_before(NOON + timedelta(days=2)) == (GONE,)

    async def test_clearing_away_takes_all_of_one_guild_and_nothing_of_another(
        self, begin: BeginUnitOfWork
    ) -> None:
        await keep_run(begin, a_run())
        async with begin() as uow:
            for guild_id in (GUILD, OTHER):
                await fill(uow, guild_id)
            await uow.guild_presences.save(GONE)
            await uow.guild_presences.save(replace(HERE, guild_id=OTHER))
            await uow.commit()

        async with begin() as uow:
            await uow.guild_presences.clear_away(GUILD)
            await uow.guild_presences.clear_away(OTHER)
            await uow.commit()

        async with begin() as uow:
            assert await uow.guild_presences.of(GUILD) is None
            assert await uow.versions.latest(GUILD) is None
            assert await uow.bindings.of(GUILD) == Bindings()
            assert await uow.runs.list(GUILD) == ()
            assert await uow.plans.list(GUILD) == ()
            assert await uow.trail.list(GUILD) == ()
            # The bot is in the other one.
            assert await uow.guild_presences.of(OTHER) is not None
            assert await uow.versions.latest(OTHER) is not None
            assert len(await uow.trail.list(OTHER)) == 1


async def fill(uow: UnitOfWork, guild_id: GuildId) -> None:
    await uow.versions.add(replace(a_version(), guild_id=guild_id))
    await uow.bindings.bind(guild_id, Kind.ROLE, Key("helper"), 7)
    await uow.policies.set(Policy(guild_id=guild_id, default_managers=False))
    await uow.trail.add(trail_entry("blueprint.saved", guild_id))
