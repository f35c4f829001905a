"""What is offered while somebody types is said, as everything else that people read."""

from typing import Any

from app.bot.commands.suggestions import Suggestions
from app.bot.interactions.interaction import Interaction
from app.bot.interactions.reply import Reply
from app.bot.interactions.used import Used
from app.bot.rendering.links import Links
from app.bot.rendering.voice import Voice
from app.bot.wording.wording import Wording
from app.shared.application.runs.list_runs import ListRunsCommand
from app.shared.domain.runs.run import Run, RunState
from app.shared.domain.structure.identifiers import UserId
from tests.support.builders import GUILD, OWNER, a_run
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.interaction_calls import FakeCalls, an_event
from tests.support.fakes.unit_of_work import InMemoryStore
from tests.support.gate import a_gate
from tests.support.memberships import a_membership
from tests.support.pseudo_language import speaking_pseudo

NOBODY: Any = None


def used() -> Used:
    interaction = Interaction.of(an_event())
    assert interaction is not None
    return Used(
        guild_id=GUILD,
        user_id=UserId(OWNER),
        channel_id=2,
        reply=Reply(FakeCalls(), interaction, FakeClock()),
    )


RUN = a_run(state=RunState.SUCCEEDED)


async def one_run(_: ListRunsCommand) -> tuple[Run, ...]:
    return (RUN,)


def with_a_run() -> Suggestions:
    store = InMemoryStore()
    gate = a_gate(store, a_membership(OWNER, owner=True))
    list_runs: Any = one_run
    return Suggestions(store, gate, NOBODY, list_runs, Voice(Wording(), Links(None)))


async def test_a_run_is_told_by_when_it_began_and_how_it_stands() -> None:
    (choice,) = await with_a_run().runs(used(), "")

    assert choice == {
        "name": f"Run of {RUN.created_at:%Y-%m-%d %H:%M} UTC, succeeded",
        "value": RUN.id,
    }


async def test_a_run_is_told_in_the_language_that_is_spoken() -> None:
    with speaking_pseudo():
        (choice,) = await with_a_run().runs(used(), "")

    assert choice["name"] == f"⟦Run of ⟦{RUN.created_at:%Y-%m-%d %H:%M} UTC⟧, ⟦succeeded⟧⟧"
