"""Whether things run, and what Discord's permissions are: for everybody who is signed in."""

from importlib.metadata import version

from app.shared.application.ports.processes import Processes
from app.shared.domain.errors import DomainError, Unavailable
from app.shared.domain.permissions.bits import PERMISSIONS, Permission
from app.web.api.identity import IdentityDep
from app.web.api.route import ApiRouter
from app.web.api.schemas.people import BotStatus, Status
from app.web.api.schemas.permissions import RegistryPermission
from app.web.dependencies import BotPresenceDep, ContainerDep

router = ApiRouter(tags=["Installation"])


@router.get("/status", summary="Say whether the bot is there and which version this is.")
async def get_status(
    _identity: IdentityDep, presence: BotPresenceDep, container: ContainerDep
) -> Status:
    """Where nobody can tell, the bot counts as offline."""
    try:
        state = await presence.state()
        bot = BotStatus(online=state.online, latency_ms=state.latency_ms, seen_at=state.seen_at)
    except Unavailable:
        bot = BotStatus(online=False, latency_ms=None, seen_at=None)
    carries_out = await _carries_out(container.processes())
    return Status(bot=bot, carries_out=carries_out, version=version("guildwright"))


async def _carries_out(processes: Processes) -> bool | None:
    try:
        return (await processes.connections()).get("worker", 0) > 0
    except DomainError:
        return None


@router.get("/permissions-registry", summary="List every permission that Discord documents.")
async def get_permissions_registry(_identity: IdentityDep) -> list[RegistryPermission]:
    return [_shown(permission) for permission in PERMISSIONS]


def _shown(permission: Permission) -> RegistryPermission:
    return RegistryPermission(
        bit=permission.bit,
        name=permission.name,
        label=permission.label,
        group=permission.group.heading,
        channel_types=sorted(int(kind) for kind in permission.channel_types),
        elevated=permission.elevated,
    )
