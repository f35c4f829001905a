"""Binding things anew, which only happens while no run is under way."""

from app.shared.application.ports.unit_of_work import RunUnderWay, UnitOfWork
from app.shared.domain.language.saying import say
from app.shared.domain.runs.wording import run_state
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId

_RUNS = 20


async def refuse_during_a_run(uow: UnitOfWork, guild_id: GuildId, afterwards: str) -> None:
    """`afterwards` is what to do then: `import again`. Raises RunUnderWay."""
    for run in await uow.runs.list(guild_id, limit=_RUNS):
        if not run.state.is_final:
            raise RunUnderWay(
                say(
                    "Run {run} of this server has not ended: it is {state}.",
                    run=run.id,
                    state=run_state(run.state),
                ),
                remedy=say("Wait for its end or cancel it, then {do}.", do=afterwards),
            )


async def keep_bindings(
    uow: UnitOfWork, guild_id: GuildId, before: Bindings, after: Bindings
) -> None:
    for entry in sorted(before.entries - after.entries):
        await uow.bindings.unbind(guild_id, entry.kind, entry.key)
    for entry in sorted(after.entries - before.entries):
        await uow.bindings.bind(guild_id, entry.kind, entry.key, entry.id)
