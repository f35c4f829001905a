"""Who lets guilds in, and what those are told that wait or are refused."""

import pytest

from app.shared.application.access.admitting import GuildRefused, GuildWaits
from app.shared.application.access.gate import Gate
from app.shared.application.access.rights_of import RightsOf
from app.shared.application.guilds.decide_admission import (
    DecideAdmission,
    DecideAdmissionCommand,
    GuildUnknown,
)
from app.shared.application.guilds.list_presences import ListPresences
from app.shared.application.guilds.note_presence import GuildSeen, NotePresence
from app.shared.application.ports.guild_directory import GuildDirectory
from app.shared.application.ports.guild_gateway import BotGuild
from app.shared.domain.access.rights import Right
from app.shared.domain.guilds.admission import (
    OPEN_TO_ALL,
    AdmissionMode,
    AdmissionPolicy,
    Decision,
    Standing,
)
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.support.builders import GUILD
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.memberships import FakeMemberships
from tests.support.fakes.unit_of_work import InMemoryStore
from tests.support.people import the_owner

BY_APPROVAL = AdmissionPolicy(mode=AdmissionMode.APPROVAL, contact="ops@example.org")
LISTED = AdmissionPolicy(mode=AdmissionMode.ALLOW_LIST, allowed=frozenset({GUILD}))
NOBODY_LISTED = AdmissionPolicy(mode=AdmissionMode.ALLOW_LIST)
LISTED_TOO = AdmissionPolicy(mode=AdmissionMode.APPROVAL, allowed=frozenset({GUILD}))


LISTED_ONLY = GuildId(GUILD + 1)


class Directory(GuildDirectory):
    async def all(self) -> dict[GuildId, BotGuild]:
        later = BotGuild(id=LISTED_ONLY, name="Not noted", icon=None)
        return {later.id: later}

    async def find(self, guild_id: GuildId) -> BotGuild | None:
        return (await self.all()).get(guild_id)


class Scene:
    def __init__(self, policy: AdmissionPolicy) -> None:
        self.store, self.clock = InMemoryStore(), FakeClock()
        self.policy = policy
        self.owner = the_owner()
        memberships = FakeMemberships()
        memberships.put(self.owner)
        self.gate = Gate(RightsOf(self.store, memberships, self.clock, policy))
        self.notes = NotePresence(self.store, self.clock)

    async def looks(self) -> bool:
        rights = await self.gate.require(GUILD, self.owner.user_id, Right.VIEW)
        return rights.has(Right.VIEW)

    async def decide(self, decision: Decision, guild_id: GuildId = GUILD) -> None:
        command = DecideAdmissionCommand(
            guild_id=guild_id, decision=decision, actor="user:9", origin="web"
        )
        await DecideAdmission(self.store, Directory(), self.clock)(command)

    async def seen(self) -> None:
        await self.notes.seen(GuildSeen(guild_id=GUILD, name="Copper", owner_id=UserId(5)))

    async def actions(self) -> list[str]:
        async with self.store() as uow:
            return [entry.action for entry in await uow.trail.list(GUILD)]


@pytest.mark.parametrize(
    ("policy", "decision", "standing"),
    [
        (OPEN_TO_ALL, None, Standing.ADMITTED),
        (OPEN_TO_ALL, Decision.REFUSED, Standing.REFUSED),
        (BY_APPROVAL, None, Standing.WAITING),
        (BY_APPROVAL, Decision.ADMITTED, Standing.ADMITTED),
        (LISTED, None, Standing.ADMITTED),
        (LISTED, Decision.REFUSED, Standing.REFUSED),
        (NOBODY_LISTED, None, Standing.REFUSED),
        (NOBODY_LISTED, Decision.ADMITTED, Standing.ADMITTED),
        (LISTED_TOO, None, Standing.ADMITTED),
    ],
)
def test_how_a_guild_stands(
    policy: AdmissionPolicy, decision: Decision | None, standing: Standing
) -> None:
    assert policy.standing(GUILD, decision) is standing


async def test_not_even_the_owner_gets_in_while_a_guild_waits() -> None:
    scene = Scene(BY_APPROVAL)
    await scene.seen()

    with pytest.raises(GuildWaits) as caught:
        await scene.looks()

    assert "ops@example.org" in caught.value.remedy


async def test_a_guild_that_was_let_in_may_use_it_at_once() -> None:
    scene = Scene(BY_APPROVAL)
    await scene.seen()

    await scene.decide(Decision.ADMITTED)

    assert await scene.looks()


async def test_a_guild_that_is_refused_is_told_whom_to_ask() -> None:
    scene = Scene(OPEN_TO_ALL)
    await scene.seen()
    assert await scene.looks()

    await scene.decide(Decision.REFUSED)

    with pytest.raises(GuildRefused) as caught:
        await scene.looks()
    assert "whoever runs" in caught.value.remedy


async def test_each_decision_gets_a_line_of_the_trail_and_the_same_again_none() -> None:
    scene = Scene(BY_APPROVAL)
    await scene.seen()

    for decision in (Decision.REFUSED, Decision.REFUSED, Decision.ADMITTED):
        await scene.decide(decision)

    assert await scene.actions() == ["guild.admitted", "guild.refused", "guild.joined"]
    async with scene.store() as uow:
        last = (await uow.trail.list(GUILD))[0]
    assert (last.actor, last.origin) == ("user:9", "web")
    assert (last.before, last.after) == ({"decision": "refused"}, {"decision": "admitted"})


async def test_a_guild_that_discord_lists_can_be_decided_about_before_a_bot_has_noted_it() -> None:
    scene = Scene(BY_APPROVAL)

    with pytest.raises(GuildUnknown):
        await scene.decide(Decision.ADMITTED, GuildId(7))
    await scene.decide(Decision.ADMITTED, LISTED_ONLY)

    async with scene.store() as uow:
        presence = await uow.guild_presences.of(LISTED_ONLY)
    assert presence is not None
    assert (presence.name, presence.decision) == ("Not noted", Decision.ADMITTED)


async def test_those_that_wait_are_listed_first_and_those_not_noted_yet_are_among_them() -> None:
    scene = Scene(BY_APPROVAL)
    await scene.seen()
    await scene.decide(Decision.ADMITTED)

    listed = await ListPresences(scene.store, Directory(), scene.policy, scene.clock)()

    assert [(one.presence.name, one.standing) for one in listed] == [
        ("Not noted", Standing.WAITING),
        ("Copper", Standing.ADMITTED),
    ]
