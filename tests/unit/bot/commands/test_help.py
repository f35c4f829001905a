"""/status also answers where other things do not."""

from typing import Any

import pytest

from app.bot.commands.help import HelpCommands
from app.bot.interactions.interaction import Interaction
from app.bot.interactions.reply import Reply
from app.bot.interactions.used import Used
from app.bot.rendering.links import Links
from app.bot.rendering.voice import Voice
from app.bot.wording.wording import Wording
from app.shared.application.access.rights_of import RightsOf
from app.shared.application.ports.guild_gateway import DiscordUnavailable
from app.shared.application.runs.list_runs import ListRuns, ListRunsCommand
from app.shared.domain.access.rights import EVERYTHING, Rights
from app.shared.domain.errors import DomainError, Unavailable
from app.shared.domain.runs.run import Run
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.support.builders import a_run
from tests.support.fakes.bot_presence import FakeBotPresence
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.interaction_calls import FakeCalls, an_event

WORDS = Wording()


class FixedRights(RightsOf):
    def __init__(self, held: Rights | DomainError) -> None:
        self._held = held

    async def __call__(self, guild_id: GuildId, user_id: UserId) -> Rights:
        if isinstance(self._held, DomainError):
            raise self._held
        return self._held


class FixedRuns(ListRuns):
    def __init__(self, found: tuple[Run, ...] | DomainError) -> None:
        self._found = found

    async def __call__(self, command: ListRunsCommand) -> tuple[Run, ...]:
        if isinstance(self._found, DomainError):
            raise self._found
        return self._found


async def status(rights: Rights | DomainError, runs: tuple[Run, ...] | DomainError) -> str:
    calls, clock = FakeCalls(), FakeClock()
    interaction = Interaction.of(an_event(2))
    assert interaction is not None
    used = Used(
        guild_id=GuildId(1),
        user_id=UserId(7),
        channel_id=2,
        reply=Reply(calls, interaction, clock),
    )
    cog: Any = HelpCommands(
        Voice(WORDS, Links(None)),
        FixedRights(rights),
        FakeBotPresence(clock),
        FixedRuns(runs),
        "0.1.0",
    )
    await cog.status.callback(cog, used)
    return calls.texts[-1]


@pytest.mark.parametrize(
    ("rights", "runs", "said", "unsaid"),
    [
        (Rights(held=EVERYTHING), (a_run(),), WORDS.run_queued, WORDS.status_store_away),
        (Rights(held=EVERYTHING), (), WORDS.status_no_run, WORDS.status_store_away),
        (Rights(), (a_run(),), WORDS.status_title, WORDS.run_queued),
        (DiscordUnavailable("x"), (a_run(),), WORDS.status_title, WORDS.status_store_away),
        (Unavailable("x"), Unavailable("x"), WORDS.status_store_away, WORDS.status_no_run),
    ],
)
async def test_it_says_what_it_knows_and_no_more(
    rights: Rights | DomainError, runs: tuple[Run, ...] | DomainError, said: str, unsaid: str
) -> None:
    text = await status(rights, runs)

    assert said in text
    assert unsaid not in text
