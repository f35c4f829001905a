"""Before the first call: is the plan still true, and may it still be carried out?"""

from app.shared.application.access.admitting import require_admitted
from app.shared.application.planning.rights import check_rights, standing_of
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import UnitOfWork
from app.shared.application.runs.kept_journal import KeptJournal
from app.shared.application.runs.looking import Looker
from app.shared.application.runs.patient_reads import patiently
from app.shared.application.runs.patient_store import PatientStore
from app.shared.domain.access.actors import user_behind
from app.shared.domain.drift.changed_since import changed_since
from app.shared.domain.guilds.admission import AdmissionPolicy
from app.shared.domain.language.saying import say
from app.shared.domain.planning.plan import Basis, basis_of
from app.shared.domain.runs.refusals import PlanStale
from app.shared.domain.structure.identifiers import UserId
from app.shared.domain.structure.snapshot import Snapshot, Standing


class Preflight:
    """Looks at the guild once before a run sends anything.

    A run that nobody has begun must find everything as it was planned with. One that is taken up
    again has changed the guild itself; it must find that its people still have the rights for
    what is left.
    """

    def __init__(
        self,
        gateway: GuildGateway,
        store: PatientStore,
        looker: Looker,
        admission: AdmissionPolicy,
        clock: Clock,
    ) -> None:
        self._admission = admission
        self._gateway = gateway
        self._store = store
        self._looker = looker
        self._clock = clock

    async def __call__(self, kept: KeptJournal) -> None:
        """Raises PlanStale, RightsLost, GuildWaits, GuildRefused, and what reading Discord
        raises."""
        await self._check_admitted(kept)
        live = await patiently(self._clock, lambda: self._looker.observe(kept))
        kept.looked()
        standings = {user: await self._standing(kept, user) for user in _people(kept)}
        if kept.untouched:
            await self._check_basis(kept, live, standings)
        for standing in standings.values():
            check_rights(kept.plan, live, kept.bindings, standing, self._clock.now())

    async def _check_admitted(self, kept: KeptJournal) -> None:
        """The server may have been refused since; the host's own runs are the host's to decide."""
        guild_id = kept.run.guild_id
        if _people(kept):
            decision = await self._store(lambda uow: uow.guild_presences.decision_on(guild_id))
            require_admitted(self._admission, guild_id, decision)

    async def _standing(self, kept: KeptJournal, user: UserId) -> Standing:
        return await patiently(self._clock, lambda: standing_of(self._gateway, kept.plan, user))

    async def _check_basis(
        self, kept: KeptJournal, live: Snapshot, standings: dict[UserId, Standing]
    ) -> None:
        plan = kept.plan
        requester = None if plan.requester is None else standings[plan.requester]
        now = basis_of(plan.blueprint, live, kept.bindings, requester, like=plan.basis)
        same_guild = (now.snapshot, now.rights) == (plan.basis.snapshot, plan.basis.rights)
        if same_guild and kept.bindings == plan.bindings:
            return
        raise PlanStale(await self._what_changed(kept, live, now))

    async def _what_changed(self, kept: KeptJournal, live: Snapshot, now: Basis) -> tuple[str, ...]:
        async def read(uow: UnitOfWork) -> Snapshot:
            return (await uow.snapshots.get(kept.run.guild_id, kept.stored.snapshot_id))[0]

        before = await self._store(read)
        changed = changed_since(before, live, kept.plan.bindings)
        if changed:
            return changed
        if now.rights != kept.plan.basis.rights:
            return (say("The roles of the bot or of who asked for the plan were changed."),)
        return (say("Something was bound to other ids, or stands at another position."),)


def _people(kept: KeptJournal) -> list[UserId]:
    """On whose behalf the run is: who asked for the plan, and who approved it."""
    people = (kept.plan.requester, user_behind(kept.run.requested_by))
    return list(dict.fromkeys(user for user in people if user is not None))
