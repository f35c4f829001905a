"""One run while trouble befalls it: counts its calls, and lets happen what was drawn for each."""

import asyncio
from collections.abc import Awaitable, Callable

from app.sandbox.exchange.messages import Answer, ConnectionDropped, Exchange, Proceed
from app.sandbox.world.refusals import Refusal
from app.shared.domain.runs.run import Wish
from benchmarks.chaos.crew import Crew
from benchmarks.chaos.hands import Person
from benchmarks.chaos.services import Services
from benchmarks.chaos.troubles import Kill, KillMoment, Mishap, Trouble
from benchmarks.chaos.watched import FaultOfOneRun, WatchedSandbox

type Steer = Callable[[Wish], Awaitable[None]]


class RunWatch:
    """Only calls of workers count that are there. After `end` nothing befalls anybody any more."""

    def __init__(
        self,
        sandbox: WatchedSandbox,
        crew: Crew,
        services: Services,
        guild_id: int,
        person: Person,
        trouble: Trouble,
        steer: Steer,
    ) -> None:
        self._sandbox = sandbox
        self._crew = crew
        self._services = services
        self._guild_id = guild_id
        self._person = person
        self._trouble = trouble
        self._steer = steer
        self._calls = 0
        self._kills = list(trouble.kills)
        self._over = False
        self._beside: set[asyncio.Task[None]] = set()
        self.log: list[str] = []
        """What happened, in order, for whoever looks into a failure."""

    def begin(self) -> None:
        for mishap in self._trouble.mishaps:
            self._sandbox.faults.add(self._fault(mishap))
        self._sandbox.watches[self._guild_id] = self

    async def end(self) -> None:
        self._over = True
        self._sandbox.watches.pop(self._guild_id, None)
        for error in await asyncio.gather(*self._beside, return_exceptions=True):
            if error is not None:
                raise error

    async def __call__(self, exchange: Exchange, proceed: Proceed) -> Answer:
        who = self._crew.at_work(exchange.base)
        if who is None or self._over:
            return await proceed(exchange)
        self._calls += 1
        number = self._calls
        self._befall(number, who)
        kill = next((one for one in self._kills if one.befalls(number, exchange.method)), None)
        if kill is None:
            return await proceed(exchange)
        self._kills.remove(kill)
        self.log.append(f"{number} {exchange.method} {exchange.path}: worker killed {kill.moment}")
        return await self._killed(kill, who, exchange, proceed)

    async def _killed(self, kill: Kill, who: int, exchange: Exchange, proceed: Proceed) -> Answer:
        if kill.moment is KillMoment.BEFORE:
            self._crew.kill(who)
            await asyncio.sleep(kill.delay_s)
            if not kill.arrives:
                raise ConnectionDropped
            return await proceed(exchange)
        answer = await proceed(exchange)
        if kill.moment is KillMoment.AFTER:
            self._crew.kill(who)
        else:
            asyncio.get_running_loop().call_later(kill.delay_s, self._crew.kill, who)
        return answer

    def _befall(self, number: int, who: int) -> None:
        for edit in self._trouble.edits:
            if edit.at == number:
                self._edit(number, edit.seed)
        for outage in self._trouble.outages:
            if outage.at == number:
                what = "PostgreSQL" if outage.of_postgres else "Valkey"
                self.log.append(f"{number} {what} {'crashes' if outage.crash else 'restarts'}")
                fail = self._services.fail(of_postgres=outage.of_postgres, crash=outage.crash)
                self._go_on_beside(fail)
        for steering in self._trouble.steering:
            if steering.at == number:
                self.log.append(f"{number} somebody wishes: {steering.wish}")
                self._go_on_beside(self._steer(steering.wish))
        if number in self._trouble.terminations:
            self.log.append(f"{number} the worker is asked to stop")
            self._crew.terminate(who)

    def _edit(self, number: int, seed: int) -> None:
        def deed() -> str:
            said = self._person.does_something(seed)
            self.log.append(f"{number} a person {said}")
            return said

        try:
            self._sandbox.by_hand(self._guild_id, deed)
        except Refusal as refusal:
            self.log.append(f"{number} a person was refused: {refusal}")

    def _go_on_beside(self, work: Awaitable[None]) -> None:
        self._beside.add(asyncio.ensure_future(work))

    def _fault(self, mishap: Mishap) -> FaultOfOneRun:
        self.log.append(f"from {mishap.at} on: {mishap.kind} {mishap.moment}, {mishap.times} times")
        return FaultOfOneRun(
            kind=mishap.kind,
            moment=mishap.moment,
            times=mishap.times,
            skip=mishap.at - 1,
            status=mishap.status,
            delay_s=mishap.delay_s,
            retry_after=max(0.2, mishap.delay_s),
            is_about=self._is_about,
        )

    def _is_about(self, exchange: Exchange) -> bool:
        if self._over or self._crew.at_work(exchange.base) is None:
            return False
        return self._sandbox.guild_of(exchange.path) == self._guild_id
