"""A guild with people of all ranks, and the use cases of who may do what over it."""

from collections.abc import Iterable

from app.shared.application.access.gate import Gate
from app.shared.application.access.grant_access import GrantAccess, GrantAccessCommand
from app.shared.application.access.review_plan import ReviewPlan, ReviewPlanCommand
from app.shared.application.ports.unit_of_work import StoredPlan
from app.shared.application.runs.approve_plan import ApprovePlanCommand
from app.shared.application.runs.roll_back import RollBack, RollBackCommand
from app.shared.domain.access.grants import Grant, Subject, SubjectKind
from app.shared.domain.access.policy import Policy
from app.shared.domain.access.reviews import Review, Verdict
from app.shared.domain.access.rights import Right
from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion
from app.shared.domain.planning.changes import Risk
from app.shared.domain.runs.run import Run
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import Key, UserId
from tests.support.builders import GUILD, NOON, a_channel, a_role, a_structure
from tests.support.scene import Scene

MANAGE_GUILD = 1 << 5
ADMINISTRATOR = 1 << 3
MANAGE_ROLES_AND_CHANNELS = (1 << 28) | (1 << 4) | (1 << 10)


class Court(Scene):
    """The owner, an administrator, a manager, and helpers who hold nothing by default."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = Gate(self.rights_of)
        self.admins = self._role("Admins", 90, ADMINISTRATOR)
        self.managers = self._role("Managers", 80, MANAGE_GUILD)
        self.helpers = self._role("Helpers", 70, MANAGE_ROLES_AND_CHANNELS)
        self.admin = self._member("Adele", self.admins)
        self.manager = self._member("Max", self.managers)
        self.ann = self._member("Ann", self.helpers)
        self.ben = self._member("Ben", self.helpers)
        self.guild.names[self.guild.owner_id] = "Olga"

    def _role(self, name: str, position: int, permissions: int) -> int:
        role = self.guild.new_role({"name": name, "permissions": str(permissions)})
        self.guild.roles[role]["position"] = position
        return role

    def _member(self, name: str, *roles: int) -> UserId:
        member = self.guild.add_member(*roles)
        self.guild.names[member] = name
        return member

    def to(self, user: UserId, *rights: Right, **fields: object) -> Grant:
        return self.grant(Subject(SubjectKind.USER, user), *rights, **fields)

    def ask_two(self, risk: Risk | None = Risk.NONE) -> None:
        self.store.tables.policies[GUILD] = Policy(guild_id=GUILD, two_person_from=risk)

    def save_design(self) -> Blueprint:
        """A version whose keys grants can name."""
        design = Blueprint(
            structure=a_structure(
                a_role("helper"),
                a_channel("desk", ChannelType.CATEGORY),
                a_channel("lobby", parent=Key("desk")),
            )
        )
        self.store.tables.versions[GUILD, 1] = BlueprintVersion(
            guild_id=GUILD,
            number=1,
            text="",
            blueprint=design,
            author="operator",
            message="",
            saved_at=NOON,
        )
        return design

    async def way_back(self, run: Run) -> StoredPlan:
        roll_back = RollBack(self.store, self.gateway, self.clock)
        return await roll_back(RollBackCommand(run_id=run.id))

    async def give(
        self, giver: UserId | None, subject: Subject, rights: Iterable[Right], **fields: object
    ) -> Grant:
        give = GrantAccess(self.store, self.gateway, self.rights_of, self.clock)
        command = GrantAccessCommand(
            guild_id=GUILD,
            subject=subject,
            rights=frozenset(rights),
            granted_by=giver,
            origin="web",
            **fields,  # type: ignore[arg-type]
        )
        return await give(command)

    async def review(
        self, reviewer: UserId, stored: StoredPlan, verdict: Verdict, comment: str = ""
    ) -> Review:
        use_case = ReviewPlan(self.store, self.gate, self.clock)
        return await use_case(
            ReviewPlanCommand(
                guild_id=GUILD,
                hash=stored.plan.hash,
                verdict=verdict,
                reviewer=reviewer,
                comment=comment,
            )
        )

    async def apply(self, user: UserId | None, stored: StoredPlan, origin: str = "web") -> Run:
        confirmed = frozenset(change.id for change in stored.plan.destructive)
        return await self.approve_plan()(
            ApprovePlanCommand(
                guild_id=GUILD,
                hash=stored.plan.hash,
                actor="operator" if user is None else f"user:{user}",
                origin=origin,
                confirmed=confirmed,
            )
        )
