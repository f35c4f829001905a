"""A guild in which something happened, and what a run told of it, for the judges."""

from datetime import UTC, datetime

from app.sandbox.clock import DrivenClock
from app.sandbox.world.actor import Actor
from app.sandbox.world.channels import Overwrite, OverwriteType
from app.sandbox.world.world import World
from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.runs.run import Report, Run, RunId, RunState, StepRecord, StepState
from app.shared.domain.structure.identifiers import GuildId, Key
from benchmarks.applying.raw import raw_of
from benchmarks.applying.seeding import Site, Town
from benchmarks.chaos.calls import Call, Sent
from benchmarks.chaos.history import By, History
from benchmarks.chaos.judging.goal import Goal
from benchmarks.chaos.judging.reports import Evidence, untrue_sentences
from tests.support.builders import a_plan

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
RUN = RunId("0123456789abcdef")
VIEW = 1 << 10


class Case:
    """A guild with two roles and two channels, and what was written to it."""

    def __init__(self) -> None:
        self.town = Town(World(DrivenClock(NOON.timestamp())))
        self.site: Site = self.town.found("Town")
        self.guild = self.site.guild
        self.site.add_roles(2)
        self.site.add("hall")
        self.site.add("vault")
        self.site.open_to("vault", "role-1")
        self.history = History(self.guild)
        guild = f"/guilds/{self.guild.id}"
        self.read = Call(NOON.timestamp(), "/api/v20", "GET", f"{guild}/channels", status=200)
        self.calls: list[Call] = [self.read]
        self.cut_off = 0
        self.note(By.NOBODY)

    @property
    def bot(self) -> Actor:
        return Actor(self.town.application.id, bot=True, reason=f"Guildwright run {RUN} step 1")

    def note(self, by: By) -> None:
        reason = f"Guildwright run {RUN} step 1"
        self.history.note(NOON.timestamp(), by, "a call", reason)
        if by is By.BOT:
            self.came(200)

    def came(self, *statuses: int | None) -> None:
        reason = f"Guildwright run {RUN} step 1"
        path = f"/guilds/{self.guild.id}/roles"
        self.calls += [Call(1.0, "/api/v20", "POST", path, reason, one) for one in statuses]

    def let_in(self, role: str) -> None:
        view = Overwrite(self.site.roles[role].id, OverwriteType.ROLE, allow=VIEW)
        vault = self.site.channels["vault"]
        vault.overwrites = {**vault.overwrites, view.id: view}


def shown(case: Case, record: StepRecord, *, verified: bool, writes: int = 1) -> ShownRun:
    step = Step(number=1, action=Action.CREATE_CHANNEL, key=Key("x"), name="x")
    done = record.state is StepState.DONE
    report = Report(
        done=int(done),
        unnecessary=0,
        skipped=0,
        failed=int(not done),
        writes=writes,
        differences=() if verified else ("#hall is not as planned.",),
        read_back_at=NOON,
    )
    run = Run(
        id=RUN,
        guild_id=GuildId(case.guild.id),
        plan_hash="",
        state=RunState.SUCCEEDED if done and verified else RunState.FAILED,
        requested_by="operator",
        created_at=NOON,
        started_at=NOON,
        report=report,
    )
    return ShownRun(run=run, plan=a_plan(step), steps=((step, record),), kept_members={})


def goal_of(case: Case) -> Goal:
    raw = raw_of(case.guild)
    wanted = [role for role in raw.roles if not role["managed"]]
    wanted.sort(key=lambda role: (-role["position"], int(role["id"])))
    return Goal(type(raw)(guild={}, roles=wanted, channels=raw.channels), keeps=False)


def untrue(case: Case, told: ShownRun, goal: Goal) -> list[str]:
    sent = Sent(case.calls, case.cut_off)
    evidence = Evidence(case.history.frames, case.guild.audit_log, goal, sent)
    return list(untrue_sentences(told, evidence))
