"""Which servers may use this installation: for those named in WEB_OPERATORS, with a browser."""

from app.shared.application.guilds.decide_admission import DecideAdmissionCommand, GuildUnknown
from app.shared.application.guilds.list_presences import ListedPresence
from app.shared.domain.guilds.admission import Decision
from app.web.api.identity import OperatorDep
from app.web.api.parameters import GuildPath
from app.web.api.problems import NOT_FOUND, problems
from app.web.api.route import ApiRouter
from app.web.api.schemas.admission import AdmissionOrder, AdmittedGuild, AdmittedGuilds
from app.web.dependencies import ContainerDep

router = ApiRouter("/system/guilds", tags=["Installation"], responses=problems(NOT_FOUND))


@router.get("", summary="List the servers that the bot is or was in.")
async def list_presences(_operator: OperatorDep, container: ContainerDep) -> AdmittedGuilds:
    """Those that wait to be let in come first."""
    policy = container.admission_policy()
    listed = await container.list_presences()()
    return AdmittedGuilds(mode=policy.mode.value, items=[_shown(one) for one in listed])


@router.put(
    "/{guild_id}/admission",
    summary="Let a server in, or keep it out.",
    responses=problems(GuildUnknown),
)
async def decide_admission(
    guild_id: GuildPath, body: AdmissionOrder, operator: OperatorDep, container: ContainerDep
) -> AdmittedGuild:
    """Takes effect with the next request. The bot stays in a server that is refused, and does
    nothing there."""
    presence = await container.decide_admission()(
        DecideAdmissionCommand(
            guild_id=guild_id,
            decision=Decision(body.decision),
            actor=operator.actor,
            origin=operator.origin,
        )
    )
    standing = container.admission_policy().standing(guild_id, presence.decision)
    return _shown(ListedPresence(presence=presence, standing=standing))


def _shown(one: ListedPresence) -> AdmittedGuild:
    presence = one.presence
    return AdmittedGuild(
        id=str(presence.guild_id),
        name=presence.name,
        standing=one.standing.value,
        joined_at=presence.joined_at,
        left_at=presence.left_at,
        unavailable_since=presence.unavailable_since,
        decided_by=presence.decided_by or None,
        decided_at=presence.decided_at,
    )
