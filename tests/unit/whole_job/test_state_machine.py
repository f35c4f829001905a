"""Designs edited, guilds changed by hand, plans applied with all kinds of trouble, in any order.

The oracle is `tests.support.design.departures` and Discord's own audit log inside the fake guild;
neither knows anything of planner, journal or reports.
"""

import asyncio
from collections import Counter
from collections.abc import Callable, Coroutine
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.shared.application.planning.plan_guild import PlanGuild, PlanGuildCommand
from app.shared.application.ports.guild_gateway import (
    Call,
    CallForbidden,
    DiscordUnavailable,
    LimitReached,
)
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.runs.execute_run import Execution
from app.shared.application.runs.roll_back import RollBack, RollBackCommand
from app.shared.domain.runs.run import Run, RunState, StepState, Wish, reason_of
from app.shared.domain.structure.bindings import Bindings
from tests.support.builders import BOT, GUILD, OWNER
from tests.support.design import Design, blueprint_of, departures, designs, edit, edits
from tests.support.examples import examples
from tests.support.fakes.guild import AUDIT_TYPES
from tests.support.fakes.guild_gateway import Mishap, lost_answer, lost_call
from tests.support.likeness import dump, likeness
from tests.support.scene import Scene

CREATIONS = {10, 30, 140}
MISHAPS: dict[str, Callable[[], Mishap]] = {
    "lost answer": lost_answer,
    "lost call": lost_call,
    "unavailable": lambda: Mishap(DiscordUnavailable("No answer.")),
    "limit": lambda: Mishap(LimitReached("Too often.", retry_after=20)),
    "refused": lambda: Mishap(CallForbidden("No.")),
}


@dataclass
class Trouble:
    """What befalls one run. Numbers count its calls to Discord, or the moments of a worker."""

    mishaps: dict[int, str] = field(default_factory=dict)
    deaths: list[int] = field(default_factory=list)
    wish: tuple[int, Wish] | None = None
    database_down: int | None = None
    stop_at: int | None = None
    audit_log: str = "readable"

    @property
    def is_harmless(self) -> bool:
        """Nothing in it keeps a run from reaching its goal."""
        return "refused" not in self.mishaps.values() and self.wish is None

    @property
    def is_hushed(self) -> bool:
        """A step may be found done that was never sent: the guild was so before."""
        return bool(self.deaths or self.stop_at) or "lost call" in self.mishaps.values()


troubles = st.builds(
    Trouble,
    mishaps=st.dictionaries(st.integers(1, 8), st.sampled_from(sorted(MISHAPS)), max_size=3),
    deaths=st.lists(st.integers(8, 90), max_size=2),
    wish=st.none() | st.tuples(st.integers(1, 5), st.sampled_from([Wish.PAUSE, Wish.CANCEL])),
    database_down=st.none() | st.integers(1, 6),
    stop_at=st.none() | st.integers(1, 6),
    audit_log=st.sampled_from(["readable", "forbidden", "lagging"]),
)
changes = st.lists(edits, min_size=1, max_size=4)
drifts = st.tuples(
    st.sampled_from(["role", "channel"]),
    st.integers(0, 9),
    st.sampled_from(["change", "open", "empty", "delete", "move", "create", "retag"]),
)


class PlanAndApply(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.scene = Scene()
        self.guild = self.scene.guild
        self.design = Design()
        self.strangers: dict[int, Any] = {}
        self.ever_bound: set[int] = set()
        self.deeds: Counter[str] = Counter()
        rules, updates = [self.guild.new_channel({"name": n}) for n in ("rules", "updates")]
        self.protected = frozenset({rules, updates})
        self.guild.settings.update(
            features=["COMMUNITY"],
            rules_channel_id=rules,
            public_updates_channel_id=updates,
            verification_level=1,
            explicit_content_filter=2,
        )
        self.guild.new_role({"name": "Friends", "permissions": str(1 << 60)})
        den = self.guild.new_channel({"name": "den", "type": 4})
        empty = {"id": OWNER, "type": 1, "allow": 0, "deny": 0}
        self.guild.new_channel({"name": "sofa", "parent_id": den, "permission_overwrites": [empty]})
        self.remember_strangers()

    def teardown(self) -> None:
        self.runner.close()

    def do[T](self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    @property
    def bindings(self) -> Bindings:
        return self.scene.store.tables.bindings.get(GUILD, Bindings())

    def remember_strangers(self) -> None:
        made_by_bot = {e.target_id for e in self.guild.audit if e.action_type in CREATIONS}
        self.ever_bound |= {entry.id for entry in self.bindings.entries}
        self.strangers = {
            key: deepcopy(thing)
            for things in (self.guild.roles, self.guild.channels)
            for key, thing in things.items()
            if key != GUILD and key not in made_by_bot | self.ever_bound
        }

    @initialize(sync=st.booleans(), design=designs)
    def begin(self, sync: bool, design: Design) -> None:
        self.guild.sync_children = sync
        self.design = deepcopy(design)

    @rule(changes=st.lists(drifts, min_size=1, max_size=3))
    def someone_changes_the_guild_by_hand(self, changes: list[Any]) -> None:
        for kind, number, deed in changes:
            self.drift(kind, number, deed)
        self.remember_strangers()

    def drift(self, kind: str, number: int, deed: str) -> None:
        things = self.guild.roles if kind == "role" else self.guild.channels
        bot_roles = self.guild.members[BOT]
        keys = [k for k in things if k not in {GUILD, *self.protected, *bot_roles}]
        if deed == "create" or not keys:
            self.guild.now = self.scene.clock.now()
            made = self.guild.new_role if kind == "role" else self.guild.new_channel
            self.guild.note(OWNER, 30 if kind == "role" else 10, made({"name": f"new{number}"}), "")
            return
        thing = things[keys[number % len(keys)]]
        overwrites = thing.get("permission_overwrites", [])
        mine = {"id": OWNER, "type": 1, "deny": 0}
        match deed:
            case "delete":
                drop = self.guild.drop_role if kind == "role" else self.guild.drop_channel
                drop(thing["id"])
            case "move":
                thing["position"] = number + 1
            case "open" | "empty" if kind == "channel":
                overwrites[:] = [o for o in overwrites if o["id"] != OWNER]
                overwrites.append({**mine, "allow": 1024 if deed == "open" else 0})
            case "retag" if kind == "channel" and thing["available_tags"]:
                thing["available_tags"].pop()
            case _:
                thing.update(name=f"by-hand-{number}")
                thing.update({"hoist": True} if kind == "role" else {"nsfw": thing["type"] != 4})

    def planned(self) -> StoredPlan:
        self.deeds["plan.made"] += 1
        blueprint = blueprint_of(self.design, OWNER, self.protected)
        plan_guild = PlanGuild(self.scene.store, self.scene.gateway, self.scene.clock)
        return self.do(plan_guild(PlanGuildCommand(guild_id=GUILD, blueprint=blueprint)))

    def someone_edits_the_design(self, changes: list[Any]) -> None:
        for change in changes:
            edit(self.design, change)

    @rule(changes=changes, trouble=troubles, drift=st.none() | st.none() | drifts)
    def apply(self, changes: list[Any], trouble: Trouble, drift: Any) -> None:
        self.someone_edits_the_design(changes)
        design = deepcopy(self.design)
        stored = self.planned()
        seen = dump(self.guild)
        if drift is not None:
            self.someone_changes_the_guild_by_hand([drift])
        before = dump(self.guild)
        if stored.plan.blocked or stored.plan.is_empty:
            return
        run = self.carried_out(stored, trouble)
        if before != seen:
            assert (run.state, run.failure_code) == (RunState.FAILED, "plan_stale"), run
            assert dump(self.guild) == before
            return
        assert run.failure_code != "plan_stale", run.failure
        self.check_result(run, design, trouble)

    @rule(changes=changes)
    def apply_without_trouble(self, changes: list[Any]) -> None:
        self.someone_edits_the_design(changes)
        stored = self.planned()
        if stored.plan.blocked:
            return
        if not stored.plan.is_empty:
            run = self.carried_out(stored, Trouble())
            self.check_result(run, self.design, Trouble())
        assert departures(self.design, self.guild, self.bindings, OWNER) == []
        assert self.planned().plan.is_empty

    @rule(changes=changes, trouble=troubles)
    def apply_and_roll_back(self, changes: list[Any], trouble: Trouble) -> None:
        """Right after it, so that everything must be as it was but for ids."""
        self.someone_edits_the_design(changes)
        stored = self.planned()
        if stored.plan.blocked or stored.plan.is_empty:
            return
        before = likeness(self.guild)
        run = self.carried_out(stored, Trouble())
        self.check_result(run, self.design, Trouble())
        roll_back = RollBack(self.scene.store, self.scene.gateway, self.scene.clock)
        back = self.do(roll_back(RollBackCommand(run_id=run.id)))
        self.deeds["plan.made"] += 1
        if not back.plan.is_empty:
            ended = self.carried_out(back, trouble)
            if ended.state is not RunState.SUCCEEDED:
                assert not trouble.is_harmless, ended
                return
        assert likeness(self.guild) == before

    def carried_out(self, stored: StoredPlan, trouble: Trouble) -> Run:
        scene = self.scene
        keeps = stored.plan.blueprint.unmanaged_channels == "keep"
        run = self.do(scene.approved(stored))
        self.deeds["plan.approved"] += 1
        befall(scene, run, trouble)
        for death in trouble.deaths:
            if not self.do(died(scene, run, death)):
                break
        while self.do(scene.work(run)) is not Execution.ENDED:
            scene.stopping.clear()
            if scene.now(run).state is RunState.PAUSED:
                self.do(scene.steer(run, Wish.GO_ON))
        self.deeds["run.ended"] += 1
        scene.gateway.mishap_for = lambda _call: None
        scene.gateway.audit_log_readable, scene.gateway.audit_log_lags = True, False
        self.check_journal(run, trouble)
        if keeps:
            self.check_strangers()
        self.remember_strangers()
        return scene.now(run)

    def check_journal(self, run: Run, trouble: Trouble) -> None:
        """What journal and report claim is held against Discord's own log."""
        ended, records = self.scene.now(run), self.scene.records(run)
        steps = self.scene.store.tables.plans[self.scene.store.tables.runs[run.id][1]].plan.steps
        assert ended.state.is_final
        assert ended.report is not None
        states = Counter(record.state for record in records)
        assert (ended.report.done, ended.report.unnecessary) == (
            states[StepState.DONE],
            states[StepState.UNNECESSARY],
        )
        assert (ended.report.skipped, ended.report.failed) == (
            states[StepState.SKIPPED],
            states[StepState.FAILED],
        )
        assert sum(states.values()) == len(steps)
        logged = Counter(entry.reason for entry in self.guild.audit)
        for step, record in zip(steps, records, strict=True):
            times = logged[reason_of(run.id, step.number)]
            if step.action.creates:
                is_done = record.state is StepState.DONE
                assert times == is_done or trouble.audit_log != "readable", (step, record)
            elif record.state in {StepState.SKIPPED, StepState.UNNECESSARY}:
                assert times == 0, (step, record)
            elif record.state is StepState.DONE and step.action in AUDIT_TYPES:
                assert times or trouble.is_hushed, (step, record)
        # Without the log, two calls that ask for the same thing may be taken for each other.
        creations = [s for s in steps if s.action.creates]
        assert sum(logged[reason_of(run.id, s.number)] for s in creations) == sum(
            records[s.number - 1].state is StepState.DONE for s in creations
        )
        effective = sum(logged[reason_of(run.id, step.number)] for step in steps)
        assert ended.report.writes >= effective
        if ended.state is RunState.SUCCEEDED:
            assert ended.report.verified
            assert states[StepState.DONE] + states[StepState.UNNECESSARY] == len(steps)

    def check_result(self, run: Run, design: Design, trouble: Trouble) -> None:
        found = departures(design, self.guild, self.bindings, OWNER)
        if run.state is RunState.SUCCEEDED:
            assert found == []
            if design.unmanaged == "delete":
                self.check_only_designed_channels(design)
        else:
            assert not trouble.is_harmless, (run, found)
            assert run.report is not None
            assert bool(run.report.differences) or not found, found

    def check_only_designed_channels(self, design: Design) -> None:
        assert len(self.guild.channels) - len(self.protected) == len(design.channels)

    def check_strangers(self) -> None:
        """All but their place, which may be counted anew around them, is as people left it."""
        bound = {entry.id for entry in self.bindings.entries} | self.ever_bound
        for key, thing in self.strangers.items():
            if key not in bound:
                now = self.guild.roles.get(key) or self.guild.channels[key]
                assert {**now, "position": 0} == {**thing, "position": 0}

    @invariant()
    def no_two_keys_share_a_thing(self) -> None:
        ids = Counter((entry.kind, entry.id) for entry in self.bindings.entries)
        assert all(count == 1 for count in ids.values())

    @invariant()
    def every_deed_is_in_the_trail(self) -> None:
        actions = Counter(self.scene.trail())
        for deed in ("plan.made", "plan.approved", "run.ended"):
            assert actions[deed] == self.deeds[deed], deed
        assert actions["run.started"] == actions["run.ended"]


def befall(scene: Scene, run: Run, trouble: Trouble) -> None:
    """Let the trouble come over a run as it makes its calls."""
    calls = 0

    def mishap(_call: Call) -> Mishap | None:
        nonlocal calls
        calls += 1
        if trouble.wish is not None and calls == trouble.wish[0]:
            stored, plan_id = scene.store.tables.runs[run.id]
            scene.store.tables.runs[run.id] = (replace(stored, wish=trouble.wish[1]), plan_id)
        if calls == trouble.database_down:
            scene.store.unavailable = 4
        if calls == trouble.stop_at:
            scene.stopping.set()
        make = MISHAPS.get(trouble.mishaps.get(calls, ""))
        return make() if make else None

    scene.gateway.mishap_for = mishap
    scene.gateway.audit_log_readable = trouble.audit_log != "forbidden"
    scene.gateway.audit_log_lags = trouble.audit_log == "lagging"


async def died(scene: Scene, run: Run, at: int) -> bool:
    scene.stopping.clear()
    return await scene.work_until_death(run, at)


TestPlanAndApply = PlanAndApply.TestCase
TestPlanAndApply.settings = examples(20, steps=10)
