"""Plan the same again for a guild that has changed since."""

from abc import abstractmethod
from dataclasses import dataclass
from typing import Protocol

from app.shared.application.planning.choose_changes import ChooseChanges, ChooseChangesCommand
from app.shared.application.planning.plan_guild import PlanGuild, PlanGuildCommand
from app.shared.application.ports.unit_of_work import BeginUnitOfWork, StoredPlan, UnitOfWork
from app.shared.application.runs.roll_back import RollBack, RollBackCommand
from app.shared.domain.drift.changed_since import changed_since
from app.shared.domain.structure.identifiers import GuildId, UserId


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshPlanCommand:
    guild_id: GuildId
    hash: str
    requester: UserId | None = None
    actor: str = "operator"
    origin: str = "cli"


@dataclass(frozen=True, kw_only=True)
class RefreshedPlan:
    plan: StoredPlan
    changed: tuple[str, ...]
    """What is otherwise in the guild than when the old plan was made, a sentence each."""


class Reverting(Protocol):
    """How to plan again what undoes drift."""

    @abstractmethod
    async def __call__(self, old: StoredPlan, command: RefreshPlanCommand) -> StoredPlan:
        """Raises Conflict where nothing of it is left to undo, and what planning raises."""


class RefreshPlan:
    """The same version (or unsaved design, or run to go back before); of a part, what is still to
    be done of what was chosen; of a revert, what of it is still there."""

    def __init__(
        self,
        begin: BeginUnitOfWork,
        plan_guild: PlanGuild,
        roll_back: RollBack,
        choose_changes: ChooseChanges,
        reverting: Reverting,
    ) -> None:
        self._begin = begin
        self._plan_guild = plan_guild
        self._roll_back = roll_back
        self._choose_changes = choose_changes
        self._reverting = reverting

    async def __call__(self, command: RefreshPlanCommand) -> RefreshedPlan:
        """Raises PlanNotFound, and what planning raises."""
        async with self._begin() as uow:
            old = await uow.plans.by_hash(command.guild_id, command.hash)
            whole = old
            if old.part_of:
                whole = await uow.plans.by_hash(command.guild_id, old.part_of)
            is_part = bool(old.part_of) or (not old.reverts and await _is_cut_down(uow, old))
            before, _ = await uow.snapshots.get(command.guild_id, old.snapshot_id)
        new = await self._planned(whole, command)
        async with self._begin() as uow:
            after, _ = await uow.snapshots.get(command.guild_id, new.snapshot_id)
        plan = await self._part(old, new, command) if is_part else new
        return RefreshedPlan(plan=plan, changed=changed_since(before, after, old.plan.bindings))

    async def _planned(self, whole: StoredPlan, command: RefreshPlanCommand) -> StoredPlan:
        if whole.rolls_back is not None:
            return await self._roll_back(
                RollBackCommand(
                    run_id=whole.rolls_back,
                    guild_id=command.guild_id,
                    requester=command.requester,
                    actor=command.actor,
                    origin=command.origin,
                )
            )
        if whole.reverts:
            return await self._reverting(whole, command)
        version = whole.plan.blueprint_version
        return await self._plan_guild(
            PlanGuildCommand(
                guild_id=command.guild_id,
                version=version,
                blueprint=whole.plan.blueprint if version is None else None,
                requester=command.requester,
                actor=command.actor,
                origin=command.origin,
            )
        )

    async def _part(
        self, old: StoredPlan, new: StoredPlan, command: RefreshPlanCommand
    ) -> StoredPlan:
        chosen = await self._choose_changes(
            ChooseChangesCommand(
                guild_id=command.guild_id,
                hash=new.plan.hash,
                chosen=frozenset(change.id for change in old.plan.changes),
                lenient=True,
                requester=command.requester,
                actor=command.actor,
                origin=command.origin,
            )
        )
        return chosen.plan or new


async def _is_cut_down(uow: UnitOfWork, stored: StoredPlan) -> bool:
    """Whether it leads to less than the version that it was made for."""
    plan = stored.plan
    if plan.blueprint_version is None:
        return False
    version = await uow.versions.get(plan.guild_id, plan.blueprint_version)
    return version.blueprint != plan.blueprint
