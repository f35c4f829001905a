"""Everything that a run needs, looked at one by one."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from typing import Any

import pytest

from app.shared.application.doctor import discord_checks
from app.shared.application.doctor.check import Check, Health
from app.shared.application.doctor.examine import Examine, ExamineCommand, Part
from app.shared.application.doctor.service_checks import check_database
from app.shared.application.ports.backup_records import BackupRecord, RestoreCheck
from app.shared.application.ports.progress import Progress
from app.shared.domain.errors import Unavailable
from app.shared.domain.runs.run import RunId
from app.shared.domain.structure.identifiers import GuildId
from tests.support.builders import BOT, GUILD, NOON, a_blueprint, a_role, a_run
from tests.support.fakes.backup_records import FakeBackupRecords
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.guild_gateway import FakeGateway
from tests.support.fakes.progress import FakeProgressChannel
from tests.support.scene import Scene

NAMES = [
    "database",
    "live_progress",
    "backup",
    "token",
    "clock",
    "guild",
    "rights",
    "audit_log",
    "hierarchy",
    "members_intent",
]

GOOD_BACKUP = BackupRecord(at=NOON, check=RestoreCheck.RESTORED)


class SkewedGateway(FakeGateway):
    skew: float | None = 0.0

    async def clock_skew(self) -> float | None:
        return self.skew


class NoProgress(FakeProgressChannel):
    def watch(self, run_id: RunId) -> AbstractAsyncContextManager[AsyncIterator[Progress]]:
        raise Unavailable("Redis does not answer.")


@pytest.fixture
def scene() -> Scene:
    return Scene()


async def checks(scene: Scene, **fields: Any) -> dict[str, Check]:
    examine = Examine(
        scene.store,
        scene.gateway,
        fields.pop("progress", scene.progress),
        fields.pop("backups", FakeBackupRecords(GOOD_BACKUP)),
        FakeClock(),
    )
    command = ExamineCommand(**{"guild_id": GUILD, **fields})
    found = await examine(command)
    return {check.name: check for check in found}


async def test_all_is_well_where_all_is_well(scene: Scene) -> None:
    found = await checks(scene)

    assert list(found) == NAMES
    assert {check.health for name, check in found.items() if name != "clock"} == {Health.GOOD}
    assert all(not check.remedy for check in found.values())


async def test_without_a_server_the_rest_is_looked_at(scene: Scene) -> None:
    assert list(await checks(scene, guild_id=None)) == NAMES[:5]


async def test_a_refused_token_hides_the_rest(scene: Scene) -> None:
    scene.gateway.refuses_token = True

    found = await checks(scene)

    assert found["token"].health is Health.FAILS
    assert list(found) == NAMES
    assert {found[name].health for name in NAMES[4:]} == {Health.UNKNOWN}


async def test_backups_are_looked_at_where_the_database_answers(scene: Scene) -> None:
    found = await checks(scene, backups=FakeBackupRecords())
    away = await checks(scene, not_opened={Part.DATABASE: None})

    assert "guildwright backup" in found["backup"].remedy
    assert away["backup"].health is Health.UNKNOWN


async def test_a_bot_that_is_not_in_the_server(scene: Scene) -> None:
    scene.gateway.guilds.clear()

    found = await checks(scene)

    assert found["guild"].health is Health.FAILS
    assert found["rights"].health is Health.UNKNOWN


@pytest.mark.parametrize(
    ("permissions", "name", "health", "told"),
    [
        (1 << 4 | 1 << 5 | 1 << 7, "rights", Health.FAILS, "Manage Roles"),
        (1 << 4 | 1 << 5 | 1 << 28, "audit_log", Health.WARNS, "audit log"),
        (1 << 4 | 1 << 5 | 1 << 28 | 1 << 7, "rights", Health.GOOD, "has the permissions"),
    ],
)
async def test_missing_permissions_are_named(
    scene: Scene, permissions: int, name: str, health: Health, told: str
) -> None:
    (role_id,) = scene.guild.members[BOT]
    scene.guild.roles[role_id]["permissions"] = str(permissions)

    check = (await checks(scene))[name]

    assert check.health is health
    assert told in check.what
    assert bool(check.remedy) is (health is not Health.GOOD)


async def test_hidden_channels_are_a_warning(scene: Scene) -> None:
    (role_id,) = scene.guild.members[BOT]
    scene.guild.roles[role_id]["permissions"] = str(1 << 4 | 1 << 5 | 1 << 28 | 1 << 7)
    scene.guild.hidden.add(scene.guild.new_channel({"name": "vault"}))

    assert (await checks(scene))["rights"].health is Health.WARNS


async def test_roles_above_the_bot_are_named(scene: Scene) -> None:
    role_id = scene.guild.new_role({"name": "Boss"})
    scene.guild.roles[role_id]["position"] = 200

    check = (await checks(scene))["hierarchy"]

    assert (check.health, "Boss" in check.what) == (Health.WARNS, True)


async def test_the_members_intent(scene: Scene) -> None:
    scene.gateway.tells_members = False

    assert (await checks(scene))["members_intent"].health is Health.WARNS


@pytest.mark.parametrize(
    ("skew", "health"),
    [
        (0.3, Health.GOOD),
        (-7, Health.WARNS),
        (45, Health.FAILS),
        (-45, Health.FAILS),
        (None, Health.UNKNOWN),
    ],
)
async def test_the_clock_is_held_against_discords(
    scene: Scene, skew: float | None, health: Health
) -> None:
    gateway = SkewedGateway(scene.clock)
    gateway.guilds, gateway.skew = scene.gateway.guilds, skew
    scene.gateway = gateway

    check = (await checks(scene))["clock"]

    assert check.health is health
    if skew and health is not Health.GOOD:
        assert ("ahead of" if skew > 0 else "behind") in check.what


async def test_services_that_are_down_are_said_and_the_rest_is_looked_at(scene: Scene) -> None:
    scene.store.unavailable = 1

    found = await checks(scene, progress=NoProgress())

    assert found["database"].health is Health.FAILS
    assert found["live_progress"].health is Health.WARNS
    assert "Redis" in found["live_progress"].remedy
    assert found["token"].health is Health.GOOD


async def test_a_part_that_could_not_be_opened_is_told_why_and_the_rest_is_looked_at(
    scene: Scene,
) -> None:
    gone = Unavailable("There is no room for a database.", remedy="Make room.")

    found = await checks(scene, not_opened={Part.DATABASE: gone})

    assert list(found) == NAMES
    assert (found["database"].health, found["database"].what) == (Health.FAILS, gone.message)
    assert found["database"].remedy == "Make room."
    assert found["live_progress"].health is Health.GOOD
    assert found["rights"].health is Health.GOOD


async def test_what_is_told_elsewhere_is_not_told_again(scene: Scene) -> None:
    found = await checks(scene, not_opened={Part.TOKEN: None, Part.LIVE_PROGRESS: None})

    assert found["database"].health is Health.GOOD
    assert {name for name, one in found.items() if one.health is Health.UNKNOWN} == {*NAMES} - {
        "database",
        "backup",
    }


async def test_a_discord_that_is_silent_is_not_waited_for_long(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never() -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(discord_checks, "_ANSWER_WITHIN", 0.0)
    monkeypatch.setattr(scene.gateway, "account", never)

    found = await checks(scene)

    assert found["token"].health is Health.FAILS
    assert "does not answer within" in found["token"].what
    assert found["rights"].health is Health.UNKNOWN


@pytest.mark.parametrize(("number", "told"), [(1, "1 run has"), (2, "2 runs have")])
async def test_runs_that_have_not_ended_are_counted(number: int, told: str) -> None:
    scene = Scene()
    for one in range(number):
        stored = await scene.planned(a_blueprint(a_role(f"r{one}")))
        run, plan_id = a_run(str(one), stored.plan), stored.id
        scene.store.tables.runs[run.id] = replace(run, guild_id=GuildId(one)), plan_id

    check = await check_database(scene.store)

    assert check.what == f"The database answers. {told} not ended."
