"""One random guild and design: a run in trouble, then plans without any, then the judges."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from random import Random

from app.shared.application.blueprints.import_guild import ImportGuildCommand
from app.shared.application.blueprints.save_version import SaveVersionCommand
from app.shared.application.planning.plan_guild import PlanGuildCommand
from app.shared.application.ports.unit_of_work import StoredPlan, StoreUnavailable
from app.shared.application.runs.approve_plan import ApprovePlanCommand
from app.shared.application.runs.show_run import ShownRun, ShowRunCommand
from app.shared.application.runs.steer_run import SteerRunCommand
from app.shared.domain.planning.findings import Severity
from app.shared.domain.runs.lifecycle import RunEnded
from app.shared.domain.runs.run import RunId, RunState, Wish
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from benchmarks.applying.designing import Design
from benchmarks.applying.documents import document_of
from benchmarks.applying.raw import Raw, raw_of
from benchmarks.applying.seeding import Site
from benchmarks.chaos.calls import Sent
from benchmarks.chaos.crew import number_of
from benchmarks.chaos.hands import Person
from benchmarks.chaos.history import By, Frame, History
from benchmarks.chaos.judging.access import Profile, moments_of_extra_access
from benchmarks.chaos.judging.goal import Goal
from benchmarks.chaos.judging.interference import is_named, overwritten
from benchmarks.chaos.judging.overlay import with_ids_of
from benchmarks.chaos.judging.reports import Evidence, untrue_sentences
from benchmarks.chaos.judging.things import ids_in, lost, twins
from benchmarks.chaos.place import Place
from benchmarks.chaos.towns import build, redesign
from benchmarks.chaos.troubles import Menu, Trouble, trouble_for
from benchmarks.chaos.verdict import Verdict
from benchmarks.chaos.watch import RunWatch

_ENDS_WITHIN_S = 600.0
_LOOK_EVERY_S = 0.3
_ROUNDS = 4
_DRAWS = 20
_TRIES = 8


class Trial:
    """Everything about one guild, from its founding to the verdict."""

    def __init__(self, place: Place, seed: int, number: int, menu: Menu) -> None:
        self._place = place
        self._random = Random(f"{seed}/{number}")  # noqa: S311 - the same draws for the same seed
        self._menu = menu
        self._site: Site = place.town.found(f"Town {number}")
        self._guild_id = GuildId(self._site.guild.id)
        self._history = History(self._site.guild)
        self._spans: list[tuple[int, int, Bindings]] = []
        self._design: Design
        self.verdict = Verdict(number)

    async def __call__(self) -> Verdict:
        build(self._site, self._random)
        imported = await self._ask(
            lambda: self._place.container.import_guild()(
                ImportGuildCommand(guild_id=self._guild_id)
            )
        )
        imported_ids = {str(entry.id): str(entry.key) for entry in (await self._bindings()).entries}
        self._place.sandbox.histories[self._guild_id] = self._history
        self._history.note(self._now(), By.NOBODY, "the beginning")
        stored = await self._worth_running(imported.blueprint)
        if stored is not None:
            self.verdict.steps = len(stored.plan.steps)
            await self._run(stored, trouble_for(self._random, len(stored.plan.steps), self._menu))
            await self._converge()
            await self._judge(imported_ids)
        self._place.sandbox.histories.pop(self._guild_id)
        return self.verdict

    async def _worth_running(self, blueprint: object) -> StoredPlan | None:
        """The plan of a design that changes something and that nothing forbids."""
        for _ in range(_DRAWS):
            self._design = Design(blueprint, self._place.town.application.id)  # type: ignore[arg-type]
            redesign(self._design, self._random)
            design = replace(self._design.blueprint, unmanaged_roles=self._design.unmanaged)
            text = write_blueprint(design)
            command = SaveVersionCommand(
                guild_id=self._guild_id, blueprint=read_blueprint(text), text=text
            )
            await self._ask(lambda command=command: self._place.container.save_version()(command))  # type: ignore[misc]
            stored = await self._plan()
            if stored.plan.steps and not stored.plan.blocked:
                return stored
        self.verdict.why_not = "no design could be drawn"
        return None

    async def _plan(self) -> StoredPlan:
        command = PlanGuildCommand(guild_id=self._guild_id)
        return await self._ask(lambda: self._place.container.plan_guild()(command))

    async def _bindings(self) -> Bindings:
        async def read() -> Bindings:
            async with self._place.container.begin()() as uow:
                return await uow.bindings.of(self._guild_id)

        return await self._ask(read)

    async def _run(self, stored: StoredPlan, trouble: Trouble) -> None:
        began = len(self._history.frames)
        self._history.note(self._now(), By.NOBODY, "a run begins")
        calls, gone = len(self._place.sandbox.calls), len(self._place.crew.gone)
        doomed = self._doomed(stored)
        approval = ApprovePlanCommand(
            guild_id=self._guild_id,
            hash=stored.plan.hash,
            confirmed=frozenset(change.id for change in stored.plan.destructive),
        )
        self.verdict.log += [f"{s.number} {s.verb} {s.name}" for s in stored.plan.steps]
        run_id = (await self._ask(lambda: self._place.container.approve_plan()(approval))).id
        watch = RunWatch(
            self._place.sandbox,
            self._place.crew,
            self._place.services,
            self._guild_id,
            Person(self._place.town.world, self._site.guild, self._coming()),
            trouble,
            lambda wish: self._steer(run_id, wish),
        )
        watch.begin()
        try:
            shown = await self._ended(run_id)
        finally:
            await watch.end()
            self.verdict.log += [f"run {run_id}", *watch.log]
        frames = self._history.frames[began:]
        self._spans.append((began, len(self._history.frames), await self._bindings()))
        self._hear(shown, frames, self._sent(run_id, calls, gone), await self._goal())
        self.verdict.lost += lost(frames, doomed)

    def _sent(self, run_id: RunId, calls: int, gone: int) -> Sent:
        """Since so many calls had come and so many workers had gone."""
        sent = [
            call
            for call in self._place.sandbox.calls[calls:]
            if number_of(call.base) is not None
            and (
                f"run {run_id} " in call.reason
                or call.sorts_channels_of(self._guild_id)
                or call.reads(self._guild_id)
            )
        ]
        taking_part = {number_of(call.base) for call in sent}
        went_away = sum(one in taking_part for one in self._place.crew.gone[gone:])
        return Sent(sent, went_away + self._place.crew.let_go_of(run_id))

    def _hear(self, shown: ShownRun, frames: list[Frame], sent: Sent, goal: Goal) -> None:
        run = shown.run
        self.verdict.ended = self.verdict.ended or f"{run.state} {run.failure_code}".rstrip()
        self.verdict.edits += sum(frame.by is By.PERSON for frame in frames)
        self.verdict.log.append(f"run {run.id} {run.state} {run.failure_code}".rstrip())
        self.verdict.log += () if run.report is None else run.report.differences or ()
        evidence = Evidence(frames, self._site.guild.audit_log, goal, sent)
        self.verdict.untrue += [f"run {run.id}: {one}" for one in untrue_sentences(shown, evidence)]
        told = () if run.report is None else run.report.set_over
        for names, how in overwritten(frames):
            said = f"{' or '.join(names)}: {how}"
            self.verdict.overwritten.append(said)
            self.verdict.untold += () if is_named(names, told) else (said,)

    def _doomed(self, stored: StoredPlan) -> set[str]:
        """What the design does not name, where such is to be deleted: people have said yes."""
        if self._keeps:
            return set()
        named = {
            str(entry.id) for entry in stored.plan.bindings.entries if entry.key in self._keys()
        }
        return ids_in(raw_of(self._site.guild)) - named

    def _keys(self) -> set[str]:
        return {*self._names()}

    def _names(self) -> dict[str, str]:
        """Of everything that the design wants, by its key."""
        roles = {str(role.key): role.name for role in self._design.roles}
        return roles | {str(channel.key): channel.name for channel in self._design.channels}

    @property
    def _keeps(self) -> bool:
        return self._design.unmanaged == "keep"

    def _coming(self) -> tuple[str, ...]:
        return tuple(name for key, name in self._names().items() if key.startswith("fresh"))

    async def _goal(self) -> Goal:
        return Goal(self._wanted(await self._bindings()), keeps=self._keeps)

    def _wanted(self, bindings: Bindings) -> Raw:
        return document_of(self._design.in_the_end, bindings, self._guild_id)

    async def _ended(self, run_id: RunId) -> ShownRun:
        """Whoever has paused it lets it go on after a moment."""
        async with asyncio.timeout(_ENDS_WITHIN_S):
            while not (state := await self._state(run_id)).is_final:
                await asyncio.sleep(_LOOK_EVERY_S)
                if state is RunState.PAUSED:
                    await self._steer(run_id, Wish.GO_ON)
        return await self._ask(
            lambda: self._place.container.show_run()(ShowRunCommand(run_id=run_id))
        )

    async def _state(self, run_id: RunId) -> RunState:
        async def read() -> RunState:
            async with self._place.container.begin()() as uow:
                return (await uow.runs.get(run_id)).state

        self._place.crew.look_after()
        return await self._ask(read)

    async def _steer(self, run_id: RunId, wish: Wish) -> None:
        command = SteerRunCommand(run_id=run_id, wish=wish)
        try:
            await self._ask(lambda: self._place.container.steer_run()(command))
        except RunEnded:
            return

    async def _converge(self) -> None:
        """Plan and apply without trouble until there is nothing to do."""
        for _ in range(_ROUNDS):
            stored = await self._plan()
            if stored.plan.blocked:
                stop = [f.what for f in stored.plan.findings if f.severity is Severity.BLOCKS]
                self.verdict.why_not = f"the plan is blocked: {'; '.join(stop)}"
                return
            if not stored.plan.steps:
                break
            self.verdict.rounds += 1
            await self._run(stored, Trouble())
        else:
            self.verdict.why_not = f"there is still something to do after {_ROUNDS} runs"
            return
        goal, now = await self._goal(), raw_of(self._site.guild)
        self.verdict.converged = goal.is_reached(now)
        self.verdict.why_not = "" if self.verdict.converged else goal.left(now)

    async def _judge(self, imported: dict[str, str]) -> None:
        bindings = await self._bindings()
        end = raw_of(self._site.guild)
        bound = {entry.id for entry in bindings.entries}
        log, frames = self._site.guild.audit_log, self._history.frames
        self.verdict.twins += twins(self._place.town.application.id, log, end, bound)
        living = {str(id_) for id_ in bound}
        for id_ in sorted(ids_in(end) & imported.keys() - living):
            if imported[id_] in self._keys():
                self.verdict.lost.append(f"{imported[id_]} stands for another thing than {id_}")
        for start, stop, then in self._spans:
            wanted = with_ids_of(then, end, bindings)
            found = moments_of_extra_access(frames[start:stop], wanted, self._members())
            self.verdict.extra_access += found

    def _members(self) -> list[Profile]:
        people = self._site.guild.members.values()
        ours = {self._place.town.application.id, self._site.guild.owner_id}
        return [
            Profile(frozenset(map(str, one.roles)), str(one.user_id))
            for one in people
            if one.user_id not in ours
        ]

    async def _ask[T](self, work: Callable[[], Awaitable[T]]) -> T:
        """While nothing is away; once more where a connection is found to be a dead one."""
        for left in reversed(range(_TRIES)):
            async with self._place.services.shutter.open():
                try:
                    return await work()
                except StoreUnavailable:
                    if not left:
                        raise
            await asyncio.sleep(_LOOK_EVERY_S)
        raise AssertionError("unreachable")

    def _now(self) -> float:
        return self._place.sandbox.clock.now()
