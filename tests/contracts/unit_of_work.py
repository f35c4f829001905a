"""What every store keeps to. A store's test class inherits this and provides the fixtures."""

from dataclasses import replace

import pytest

from app.shared.application.ports.plan_line import PlanId
from app.shared.application.ports.unit_of_work import (
    BeginUnitOfWork,
    BindingsMark,
    PlanNotFound,
    SnapshotId,
    SnapshotNotFound,
    VersionNotFound,
)
from app.shared.domain.blueprint.blueprint import BlueprintVersion
from app.shared.domain.errors import Conflict
from app.shared.domain.planning.plan import Plan
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.snapshot import ChannelFacts, Coverage
from tests.contracts.access_store import AccessStoreContract
from tests.contracts.kept import ELSEWHERE, HELPER, LOBBY, Queued, a_rich_plan, keep_plan
from tests.contracts.kept_drift import KeptDriftContract
from tests.contracts.kept_history import KeptHistoryContract, trail_entry
from tests.contracts.kept_of_many import KeptOfManyContract
from tests.contracts.kept_presences import KeptPresencesContract
from tests.contracts.kept_runs import KeptRunsContract
from tests.support.builders import (
    GUILD,
    a_blueprint,
    a_plan,
    a_rich_structure,
    a_role,
    a_snapshot,
    a_step,
    a_version,
)


class UnitOfWorkContract(
    KeptRunsContract,
    KeptOfManyContract,
    KeptHistoryContract,
    AccessStoreContract,
    KeptDriftContract,
    KeptPresencesContract,
):
    """`begin` opens units of work of an empty store; `queued` lists the runs workers are asked
    to carry out, each as often as it was really asked for."""

    @pytest.fixture
    def begin(self) -> BeginUnitOfWork:
        raise NotImplementedError("the adapter's test class provides this")

    @pytest.fixture
    def queued(self) -> Queued:
        raise NotImplementedError("the adapter's test class provides this")

    async def test_leaving_without_commit_keeps_nothing(self, begin: BeginUnitOfWork) -> None:
        async with begin() as uow:
            await uow.versions.add(a_version())
            await uow.bindings.bind(GUILD, Kind.ROLE, HELPER, 7)
            await uow.trail.add(trail_entry("plan.made"))

        async with begin() as uow:
            assert await uow.versions.latest(GUILD) is None
            assert await uow.bindings.of(GUILD) == Bindings()
            assert await uow.trail.list(GUILD) == ()

    async def test_an_error_keeps_nothing(self, begin: BeginUnitOfWork) -> None:
        with pytest.raises(RuntimeError):  # noqa: PT012 (leaving the block is what is tested)
            async with begin() as uow:
                await uow.versions.add(a_version())
                raise RuntimeError

        async with begin() as uow:
            assert await uow.versions.latest(GUILD) is None

    async def test_versions_come_back_as_they_were_saved(self, begin: BeginUnitOfWork) -> None:
        first = a_version(1, a_blueprint(a_role("helper")))
        second = a_version(2, replace(first.blueprint, structure=a_rich_structure()))
        await self._save_versions(begin, first, second)

        async with begin() as uow:
            assert await uow.versions.get(GUILD, 1) == first
            assert await uow.versions.latest(GUILD) == second
            assert await uow.versions.list(GUILD) == (second.head, first.head)
            assert await uow.versions.list(ELSEWHERE) == ()
            with pytest.raises(VersionNotFound):
                await uow.versions.get(GUILD, 3)

    async def test_versions_are_listed_page_by_page(self, begin: BeginUnitOfWork) -> None:
        first, second, third = (a_version(number) for number in (1, 2, 3))
        await self._save_versions(begin, first, second, third)

        async with begin() as uow:
            assert await uow.versions.list(GUILD, 2) == (third.head, second.head)
            assert await uow.versions.list(GUILD, 2, before=3) == (second.head, first.head)
            assert await uow.versions.list(GUILD, before=1) == ()

    async def test_the_second_to_take_a_number_is_told(self, begin: BeginUnitOfWork) -> None:
        await self._save_versions(begin, a_version(1))

        with pytest.raises(Conflict):
            await self._save_versions(begin, a_version(1))

    async def _save_versions(self, begin: BeginUnitOfWork, *versions: BlueprintVersion) -> None:
        async with begin() as uow:
            for version in versions:
                await uow.versions.add(version)
            await uow.commit()

    async def test_a_binding_lets_go_of_what_held_its_key_or_id(
        self, begin: BeginUnitOfWork
    ) -> None:
        async with begin() as uow:
            await uow.bindings.bind(GUILD, Kind.ROLE, HELPER, 7)
            await uow.bindings.bind(GUILD, Kind.ROLE, Key("guide"), 8)
            await uow.bindings.bind(GUILD, Kind.CHANNEL, HELPER, 8)
            await uow.bindings.bind(ELSEWHERE, Kind.ROLE, HELPER, 8)
            await uow.commit()

        async with begin() as uow:
            await uow.bindings.bind(GUILD, Kind.ROLE, HELPER, 8)
            await uow.commit()

        async with begin() as uow:
            expected = Bindings().bind(Kind.ROLE, HELPER, 8).bind(Kind.CHANNEL, HELPER, 8)
            assert await uow.bindings.of(GUILD) == expected
            assert await uow.bindings.of(ELSEWHERE) == Bindings().bind(Kind.ROLE, HELPER, 8)

    async def test_bindings_have_another_mark_once_they_are_others(
        self, begin: BeginUnitOfWork
    ) -> None:
        async def mark() -> BindingsMark | None:
            async with begin() as uow:
                marks = await uow.bindings.marks_of([GUILD, ELSEWHERE])
                assert ELSEWHERE not in marks
                return marks.get(GUILD)

        async def change(*bound: tuple[Key, int], let_go: Key | None = None) -> None:
            async with begin() as uow:
                for key, id_ in bound:
                    await uow.bindings.bind(GUILD, Kind.ROLE, key, id_)
                if let_go is not None:
                    await uow.bindings.unbind(GUILD, Kind.ROLE, let_go)
                await uow.commit()

        nothing = await mark()
        await change((HELPER, 7), (Key("guide"), 8))
        two = await mark()
        same = await mark()
        await change((HELPER, 9))
        another_id = await mark()
        await change(let_go=HELPER)
        one_less = await mark()
        await change((HELPER, 7))
        back = await mark()

        assert nothing is None
        assert two is not None
        assert two.count == 2
        assert same == two
        assert len({two, another_id, one_less, back}) == 4

    async def test_unbinding_what_is_not_bound_is_no_error(self, begin: BeginUnitOfWork) -> None:
        async with begin() as uow:
            await uow.bindings.bind(GUILD, Kind.ROLE, HELPER, 7)
            await uow.bindings.unbind(GUILD, Kind.ROLE, HELPER)
            await uow.bindings.unbind(GUILD, Kind.ROLE, HELPER)
            await uow.commit()

        async with begin() as uow:
            assert await uow.bindings.of(GUILD) == Bindings()

    async def test_bindings_of_different_keys_are_kept_side_by_side(
        self, begin: BeginUnitOfWork
    ) -> None:
        async with begin() as one, begin() as other:
            await one.bindings.bind(GUILD, Kind.ROLE, HELPER, 7)
            await one.commit()
            await other.bindings.bind(GUILD, Kind.CHANNEL, LOBBY, 8)
            await other.commit()

        async with begin() as uow:
            both = Bindings().bind(Kind.ROLE, HELPER, 7).bind(Kind.CHANNEL, LOBBY, 8)
            assert await uow.bindings.of(GUILD) == both

    async def test_snapshots_come_back_with_their_bindings(self, begin: BeginUnitOfWork) -> None:
        snapshot = a_snapshot(
            a_rich_structure(),
            channel_facts={LOBBY: ChannelFacts(position=3, last_message_id=1 << 62)},
            features=frozenset({"NEWS", "COMMUNITY"}),
            emojis={1 << 60: "wave"},
            coverage=Coverage(unseen_channels=frozenset({Key("9")}), sees_all_channels=False),
        )
        bindings = Bindings().bind(Kind.ROLE, HELPER, 1 << 62)
        async with begin() as uow:
            kept = await uow.snapshots.add(snapshot, bindings)
            await uow.commit()

        async with begin() as uow:
            assert await uow.snapshots.get(GUILD, kept) == (snapshot, bindings)
            with pytest.raises(SnapshotNotFound):
                await uow.snapshots.get(ELSEWHERE, kept)
            with pytest.raises(SnapshotNotFound):
                await uow.snapshots.get(GUILD, SnapshotId(kept + 1000))

    async def test_plans_come_back_with_the_same_hash(self, begin: BeginUnitOfWork) -> None:
        plan = a_rich_plan()
        plan_id = await keep_plan(begin, plan)

        async with begin() as uow:
            stored = await uow.plans.get(plan_id)

            assert stored.plan == plan
            assert stored.plan.hash == plan.hash
            assert (await uow.snapshots.get(GUILD, stored.snapshot_id))[0] == a_snapshot()
            with pytest.raises(PlanNotFound):
                await uow.plans.get(PlanId(plan_id + 1000))

    async def test_a_plan_is_found_by_the_beginning_of_its_hash(
        self, begin: BeginUnitOfWork
    ) -> None:
        plan = a_rich_plan()
        other = replace(plan, guild_id=ELSEWHERE)
        await keep_plan(begin, other)
        older = await keep_plan(begin, plan)
        newer = await keep_plan(begin, plan)

        async with begin() as uow:
            assert (await uow.plans.by_hash(GUILD, plan.hash)).id == newer != older
            assert (await uow.plans.by_hash(GUILD, plan.hash[:10])).id == newer
            for unknown in ("", "f" * 64, other.hash, "%", "_" * 64):
                with pytest.raises(PlanNotFound):
                    await uow.plans.by_hash(GUILD, unknown)

    async def test_a_beginning_that_two_plans_share_finds_neither(
        self, begin: BeginUnitOfWork
    ) -> None:
        seen: dict[str, Plan] = {}
        for number in range(17):
            plan = a_plan(a_step(name=str(number)))
            await keep_plan(begin, plan)
            if (twin := seen.setdefault(plan.hash[0], plan)) is not plan:
                break

        async with begin() as uow:
            with pytest.raises(PlanNotFound):
                await uow.plans.by_hash(GUILD, twin.hash[0])
