"""What there is to say and to keep when the bot comes into a guild."""

from dataclasses import dataclass
from typing import Any

from app.shared.application.access.admitting import refusal_of, standing_of
from app.shared.application.guilds.bot_place import BotPlace, bot_place
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.errors import Forbidden
from app.shared.domain.guilds.admission import AdmissionPolicy
from app.shared.domain.permissions.bits import BY_NAME
from app.shared.domain.permissions.effective import person_of, usable_permissions
from app.shared.domain.structure.identifiers import GuildId, Key
from app.shared.domain.structure.snapshot import Snapshot

BASELINE_KEPT = "guild.baseline_kept"
"""Of the trail: the guild was read as it was when the bot came, or was let in."""
_TO_WRITE = BY_NAME["VIEW_CHANNEL"].value | BY_NAME["SEND_MESSAGES"].value


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """`channel_id` is the channel for messages of the system where the bot may write there, else
    None. `refusal` says why the guild may not use this installation; then it was not read, beyond
    where to say so."""

    guild_name: str
    channel_id: int | None
    place: BotPlace
    refusal: Forbidden | None = None


class WelcomeGuild:
    """Keeps the guild as it was when the bot came, so that there is something to go back to."""

    def __init__(
        self,
        begin: BeginUnitOfWork,
        gateway: GuildGateway,
        policy: AdmissionPolicy,
        clock: Clock,
    ) -> None:
        self._begin = begin
        self._gateway = gateway
        self._policy = policy
        self._clock = clock

    async def __call__(self, guild_id: GuildId) -> Welcome:
        """Raises what reading Discord raises."""
        async with self._begin() as uow:
            refusal = refusal_of(await standing_of(uow, self._policy, guild_id), self._policy)
        snapshot = await self._gateway.observe(guild_id)
        if refusal is None:
            await self._keep(guild_id, snapshot)
        return Welcome(
            guild_name=str(snapshot.structure.settings.get("name") or ""),
            channel_id=writable_system_channel(snapshot),
            place=bot_place(snapshot),
            refusal=refusal,
        )

    async def _keep(self, guild_id: GuildId, snapshot: Snapshot) -> None:
        async with self._begin() as uow:
            bindings = await uow.bindings.of(guild_id)
            kept = await uow.snapshots.add(snapshot, bindings)
            details: dict[str, Any] = {"snapshot": kept}
            await uow.trail.add(
                TrailEntry(
                    guild_id=guild_id,
                    at=self._clock.now(),
                    actor="bot",
                    origin="bot",
                    action=BASELINE_KEPT,
                    subject=str(guild_id),
                    details=details,
                )
            )
            await uow.commit()


def writable_system_channel(snapshot: Snapshot) -> int | None:
    key = snapshot.structure.settings.get("system_channel")
    channel = snapshot.structure.channel_by_key.get(Key(key)) if isinstance(key, str) else None
    if channel is None:
        return None
    held = usable_permissions(snapshot.structure, person_of(snapshot.bot), channel)
    return int(channel.key) if held & _TO_WRITE == _TO_WRITE else None
