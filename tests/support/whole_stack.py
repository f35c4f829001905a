"""Everything real in one process: database, queue, live progress, REST client, sandbox."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from app.sandbox.clock import SystemClock
from app.sandbox.seed.simple import Seeded, empty_guild
from app.sandbox.server import Sandbox
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.runs.approve_plan import ApprovePlanCommand
from app.shared.application.runs.execute_run import ExecuteRunCommand
from app.shared.application.runs.show_run import ShownRun, ShowRunCommand
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.composition import Addresses, open_container
from app.shared.infrastructure.container import Container


@dataclass(frozen=True, slots=True)
class Stack:
    """One guild in a sandbox, and the whole of Guildwright over it."""

    sandbox: Sandbox
    seeded: Seeded
    container: Container

    @property
    def guild_id(self) -> GuildId:
        return GuildId(self.seeded.guild.id)

    async def carry_out(self, stored: StoredPlan) -> ShownRun:
        """Agree to everything in a plan and work at it, in this task, until it ends."""
        doomed = frozenset(change.id for change in stored.plan.destructive)
        run = await self.container.approve_plan()(
            ApprovePlanCommand(guild_id=self.guild_id, hash=stored.plan.hash, confirmed=doomed)
        )
        await self.container.execute_run()(ExecuteRunCommand(run_id=run.id), asyncio.Event())
        return await self.container.show_run()(ShowRunCommand(run_id=run.id))


@asynccontextmanager
async def whole_stack(
    migrated_url: str, redis_url: str, seeded: Seeded | None = None
) -> AsyncIterator[Stack]:
    """Without rate limits, which have tests of their own: here nothing shall wait."""
    seeded = seeded or empty_guild(SystemClock())
    async with Sandbox(seeded.world) as sandbox:
        sandbox.limits.enabled = False
        addresses = Addresses(
            database_url=migrated_url,
            redis_url=redis_url,
            discord_token=seeded.application.token,
            discord_api_url=sandbox.api,
        )
        async with open_container(addresses, name="test") as container:
            yield Stack(sandbox, seeded, container)
    if sandbox.specification is not None:
        complaints = sandbox.specification.complaints(expect_bad_requests=False)
        assert not complaints, "\n".join(map(str, complaints))
