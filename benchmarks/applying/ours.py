"""One scenario through Guildwright: import, save, plan, approve, and wait for the worker."""

from abc import abstractmethod
from collections import Counter
from dataclasses import dataclass
from typing import Protocol

from app.sandbox.world.guild import Guild
from app.shared.application.blueprints.import_guild import ImportGuildCommand
from app.shared.application.blueprints.save_version import SaveVersionCommand
from app.shared.application.planning.plan_guild import PlanGuildCommand
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.runs.approve_plan import ApprovePlanCommand
from app.shared.application.runs.show_run import ShownRun, ShowRunCommand
from app.shared.domain.planning.findings import Severity
from app.shared.domain.planning.plan import Plan
from app.shared.domain.runs.run import RunId, RunState, StepState
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from benchmarks.applying.designing import Design
from benchmarks.applying.documents import document_of
from benchmarks.applying.least import Least, least, what_is_left
from benchmarks.applying.place import WentWrong
from benchmarks.applying.raw import Raw, raw_of
from benchmarks.applying.scenarios import Scenario
from benchmarks.applying.seeding import Town


@dataclass(frozen=True, slots=True)
class Applied:
    before: Raw
    wanted: Raw
    """The design, when nothing of it had been made yet."""
    reached: Raw
    """The same in the ids of what was made."""
    least: Least
    writes: int
    """All that were sent, the extra ones among them."""
    extra: Counter[str]
    """Calls beyond the least number that the plan says rule 4 asks for, by their reason."""
    for_rule_4: int
    """How many it does ask for."""

    @property
    def needless(self) -> int:
        """What the plan says is for rule 4, and is not."""
        return max(0, self.extra.total() - self.for_rule_4)

    @property
    def ratio(self) -> float:
        """Of what was sent to the least; what rule 4 does ask for apart. 1 where nothing was to be
        done."""
        sent = self.writes - min(self.extra.total(), self.for_rule_4)
        return sent / self.least.writes if self.least.writes else float(1 + sent)


class Sends(Protocol):
    """Counts what is sent to a guild."""

    @abstractmethod
    def written(self, guild_id: int) -> int: ...


class Carries(Protocol):
    """Where plans are applied."""

    @property
    @abstractmethod
    def sandbox(self) -> Sends: ...

    @property
    @abstractmethod
    def town(self) -> Town: ...

    @property
    @abstractmethod
    def container(self) -> Container: ...

    @abstractmethod
    async def carry_out(self, run_id: RunId) -> None:
        """Come back when the run has ended."""


async def apply(place: Carries, scenario: Scenario, guild: Guild) -> Applied:
    """Raises WentWrong where the guild is not in the end as the design wants it, where the plan
    tells of fewer calls for rule 4 than that asks for, or where less was sent than the least."""
    container, guild_id = place.container, GuildId(guild.id)
    imported = await container.import_guild()(ImportGuildCommand(guild_id=guild_id))
    before = raw_of(guild)
    design = Design(imported.blueprint, place.town.application.id)
    scenario.change(design)
    bindings = await _bindings(container, guild_id)
    wanted = document_of(design.in_the_end, bindings, guild.id)
    await _save(container, guild_id, write_blueprint(design.blueprint))
    stored = await container.plan_guild()(PlanGuildCommand(guild_id=guild_id))
    if stored.plan.blocked:
        raise WentWrong(f"{scenario.name}: {_blocked(stored.plan)}")
    extra = await _run(place, scenario, stored) if stored.plan.steps else Counter[str]()
    check_rule_4(scenario, extra)
    bindings = await _bindings(container, guild_id)
    reached = document_of(design.in_the_end, bindings, guild.id)
    check(scenario.name, guild, reached)
    applied = Applied(
        before=before,
        wanted=wanted,
        reached=reached,
        least=least(before, wanted),
        writes=place.sandbox.written(guild.id),
        extra=extra,
        for_rule_4=scenario.for_rule_4,
    )
    check_least(scenario.name, applied)
    return applied


async def _bindings(container: Container, guild_id: GuildId) -> Bindings:
    async with container.begin()() as uow:
        return await uow.bindings.of(guild_id)


async def _save(container: Container, guild_id: GuildId, text: str) -> None:
    blueprint = read_blueprint(text)
    await container.save_version()(
        SaveVersionCommand(guild_id=guild_id, blueprint=blueprint, text=text)
    )


def _blocked(plan: Plan) -> str:
    return "; ".join(f.what for f in plan.findings if f.severity is Severity.BLOCKS)


async def _run(place: Carries, scenario: Scenario, stored: StoredPlan) -> Counter[str]:
    """The extra calls that were sent, by their reason."""
    guild_id = stored.plan.guild_id
    doomed = frozenset(change.id for change in stored.plan.destructive)
    approval = ApprovePlanCommand(guild_id=guild_id, hash=stored.plan.hash, confirmed=doomed)
    run = await place.container.approve_plan()(approval)
    await place.carry_out(run.id)
    shown = await place.container.show_run()(ShowRunCommand(run_id=run.id))
    if shown.run.state is not RunState.SUCCEEDED:
        raise WentWrong(f"{scenario.name}: the run {shown.run.state}: {_failures(shown)}")
    return Counter(
        step.extra for step, record in shown.steps if step.extra and record.state is StepState.DONE
    )


def _failures(shown: ShownRun) -> str:
    failed = [
        f"{step.verb} {step.name}" for step, record in shown.steps
        if record.state is StepState.FAILED
    ]  # fmt: skip
    return ", ".join(failed)


def check_least(name: str, applied: Applied) -> None:
    """Less than the least cannot do: one of the two was counted wrong, or calls that are needed
    anyway are told to be for rule 4. Raises WentWrong."""
    if applied.ratio < 1:
        raise WentWrong(f"{name}: {applied.ratio:.3f} of the least number of writes was sent")


def check_rule_4(scenario: Scenario, extra: Counter[str]) -> None:
    """A plan that saves the calls which rule 4 asks for is no plan either: somebody would have
    more access in between, which `chaos` looks for. Raises WentWrong."""
    left_out = scenario.for_rule_4 - extra.total()
    if left_out > 0:
        raise WentWrong(f"{scenario.name}: {left_out} fewer calls than rule 4 asks for")


def check(name: str, guild: Guild, wanted: Raw, *, order: bool = True) -> None:
    """A plan that cheats on the result is no plan. Without `order` any order will do. Raises
    WentWrong."""
    missing = least(raw_of(guild), wanted)
    if missing.writes - (0 if order else missing.order):
        left = what_is_left(raw_of(guild), wanted)
        raise WentWrong(f"{name}: the guild is not as it was wanted: {left}")
