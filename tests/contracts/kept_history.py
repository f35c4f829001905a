"""What every store keeps to about the trail, lists of plans and what people are called."""

from dataclasses import replace
from typing import Any

import pytest

from app.shared.application.ports.known_users import KnownUser
from app.shared.application.ports.trail import TrailEntry, TrailQuery
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.planning.changes import ChangeKind
from app.shared.domain.runs.run import RunId, RunState
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.contracts.kept import ELSEWHERE, a_rich_plan, keep_run
from tests.support.builders import GUILD, NOON, a_plan, a_run, a_snapshot, a_step


class KeptHistoryContract:
    @pytest.fixture
    def begin(self) -> BeginUnitOfWork:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_the_trail_is_listed_newest_first(self, begin: BeginUnitOfWork) -> None:
        entries = [
            trail_entry("plan.made"),
            trail_entry("run.ended", before={"state": "running"}, after={"state": "failed"}),
            trail_entry("plan.made", guild_id=ELSEWHERE),
        ]
        async with begin() as uow:
            for entry in entries:
                await uow.trail.add(entry)
            await uow.commit()

        async with begin() as uow:
            assert await uow.trail.list(GUILD) == (entries[1], entries[0])
            assert await uow.trail.list(GUILD, limit=1) == (entries[1],)

    async def test_the_trail_can_be_looked_through(self, begin: BeginUnitOfWork) -> None:
        entries = [
            trail_entry("plan.made", actor="user:1", details={"message": "Grün 50%"}),
            trail_entry("plan.reviewed", after={"verdict": "approve"}),
            trail_entry("planet.seen"),
            trail_entry("run.ended", subject="abc"),
            trail_entry("plan.made", guild_id=ELSEWHERE),
        ]
        async with begin() as uow:
            for entry in entries:
                await uow.trail.add(entry)
            await uow.commit()

        async def found(**query: Any) -> list[str]:
            async with begin() as uow:
                return [e.action for e in await uow.trail.page(GUILD, TrailQuery(**query))]

        assert await found() == ["run.ended", "planet.seen", "plan.reviewed", "plan.made"]
        assert await found(actions=("plan.",)) == ["plan.reviewed", "plan.made"]
        assert await found(actions=("plan.made", "run.")) == ["run.ended", "plan.made"]
        assert await found(actions=("plan",)) == []
        assert await found(actor="user:1") == ["plan.made"]
        assert await found(text="GRÜN 50%") == ["plan.made"]
        assert await found(text="50_") == []
        assert await found(text="approve") == ["plan.reviewed"]
        assert await found(text="ABC") == ["run.ended", "planet.seen", "plan.reviewed"]
        assert await found(limit=2) == ["run.ended", "planet.seen"]

    async def test_the_trail_has_pages(self, begin: BeginUnitOfWork) -> None:
        async with begin() as uow:
            for number in range(5):
                await uow.trail.add(trail_entry(f"run.{number}"))
            await uow.commit()

        seen: list[str] = []
        before: int | None = None
        async with begin() as uow:
            while page := await uow.trail.page(GUILD, TrailQuery(before=before, limit=2)):
                seen += [entry.action for entry in page]
                before = page[-1].id

        assert seen == ["run.4", "run.3", "run.2", "run.1", "run.0"]

    async def test_what_was_noted_before_is_known(self, begin: BeginUnitOfWork) -> None:
        async with begin() as uow:
            await uow.trail.add(trail_entry("drift.found", subject="one"))
            await uow.trail.add(trail_entry("drift.found", subject="one"))
            await uow.trail.add(trail_entry("drift.adopted", subject="two"))
            await uow.trail.add(trail_entry("drift.found", subject="two", guild_id=ELSEWHERE))
            await uow.commit()

        async with begin() as uow:
            known = await uow.trail.known(GUILD, "drift.found", ["one", "two", "three"])
            assert known == {"one"}
            assert await uow.trail.known(GUILD, "drift.found", []) == frozenset()

    async def test_plans_are_listed_with_what_became_of_them(self, begin: BeginUnitOfWork) -> None:
        rich = a_rich_plan()
        first = await keep_run(begin, a_run("run-1", rich), rich)
        async with begin() as uow:
            snapshot_id = await uow.snapshots.add(a_snapshot(), Bindings())
            part, back = a_plan(a_step(name="part")), a_plan(a_step(name="back"))
            unseen = await uow.plans.add(part, snapshot_id, part_of=rich.hash)
            second = await uow.plans.add(back, snapshot_id, RunId("run-1"), made_by="user:42")
            await uow.plans.add(replace(rich, guild_id=ELSEWHERE), snapshot_id)
            await uow.commit()

        async with begin() as uow:
            newest, oldest = await uow.plans.list(GUILD)
            assert (newest.id, newest.rolls_back, newest.made_by) == (second, "run-1", "user:42")
            assert (newest.run, newest.version) == (None, None)
            assert oldest.run == (RunId("run-1"), RunState.QUEUED)
            assert (oldest.id, oldest.hash, oldest.version) == (first, rich.hash, 3)
            assert oldest.changes == {ChangeKind.DELETE: 1}
            assert (oldest.destructive, oldest.steps, oldest.seconds) == (1, 2, 1.0)
            assert (oldest.blocks, oldest.warns) == (0, 1)
            assert await uow.plans.list(GUILD, limit=1) == (newest,)
            assert await uow.plans.list(GUILD, before=second) == (oldest,)
            assert await uow.runs.of_plan(GUILD, rich.hash) == a_run("run-1", rich)
            assert await uow.runs.of_plan(GUILD, back.hash) is None
            assert await uow.runs.of_plan(ELSEWHERE, rich.hash) is None
            stored = await uow.plans.get(unseen)
            assert (stored.part_of, stored.made_by) == (rich.hash, "operator")

    async def test_what_a_plan_is_to_undo_is_kept_with_it(self, begin: BeginUnitOfWork) -> None:
        plan = a_rich_plan()
        async with begin() as uow:
            snapshot_id = await uow.snapshots.add(a_snapshot(), Bindings())
            undoing = await uow.plans.add(plan, snapshot_id, reverts=["channel:lobby:update"])
            whole = await uow.plans.add(replace(plan, guild_id=ELSEWHERE), snapshot_id)
            await uow.commit()

        async with begin() as uow:
            assert (await uow.plans.get(undoing)).reverts == ("channel:lobby:update",)
            assert (await uow.plans.get(whole)).reverts == ()

    async def test_a_part_of_a_plan_is_listed_once_it_was_run(self, begin: BeginUnitOfWork) -> None:
        plan = a_plan()
        async with begin() as uow:
            snapshot_id = await uow.snapshots.add(a_snapshot(), Bindings())
            part = await uow.plans.add(plan, snapshot_id, part_of="whole")
            await uow.runs.add(a_run(plan=plan), part, steps=1)
            await uow.commit()

        async with begin() as uow:
            assert [line.part_of for line in await uow.plans.list(GUILD)] == ["whole"]

    async def test_the_last_that_was_heard_of_somebody_is_known(
        self, begin: BeginUnitOfWork
    ) -> None:
        ann = KnownUser(
            user_id=UserId(1 << 62), name="ann", display_name="Ann", avatar=None, seen_at=NOON
        )
        later = replace(
            ann, display_name="Annie", avatar="https://a", seen_at=NOON.replace(hour=13)
        )
        async with begin() as uow:
            for heard in (ann, later, ann):
                await uow.known_users.remember(heard)
            await uow.commit()

        async with begin() as uow:
            assert await uow.known_users.of([ann.user_id, UserId(5)]) == {ann.user_id: later}
            assert await uow.known_users.of([]) == {}


def trail_entry(action: str, guild_id: GuildId = GUILD, **fields: Any) -> TrailEntry:
    return TrailEntry(
        **{
            "guild_id": guild_id,
            "at": NOON,
            "actor": "operator",
            "origin": "cli",
            "action": action,
            "subject": "run-1",
            "details": {"plan": "abc", "steps": 2},
            **fields,
        }
    )
