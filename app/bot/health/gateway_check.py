"""Whether events arrive on every shard of this process."""

from collections.abc import Mapping, Sequence

from app.bot.gateway.gateway_client import Heartbeat
from app.bot.gateway.shards import Shard
from app.bot.presence.shard_state import ShardState
from app.shared.infrastructure.health.check import Check

_LATE_S = 10.0
"""An acknowledgement takes its way, and heartbeats are not sent to the second."""


def gateway_check(shards: Sequence[ShardState]) -> Check:
    if not shards:
        return Check("gateway", "Discord has not said yet which shards there are.")
    away = [str(one.shard) for one in shards if not one.online]
    if away:
        return Check("gateway", f"Not connected: {_few(away)}.")
    return Check("gateway")


def heartbeat_check(beats: Mapping[Shard, Heartbeat | None]) -> Check:
    """nextcord gives a silent connection up only after a while, in which nothing arrives."""
    silent = [str(shard) for shard, beat in beats.items() if beat is None or _is_late(beat)]
    if silent or not beats:
        named = _few(silent) or "no shard"
        return Check("heartbeat", f"Discord has not acknowledged the last heartbeat of {named}.")
    return Check("heartbeat")


def _is_late(beat: Heartbeat) -> bool:
    return beat.silent_s > beat.every_s + _LATE_S


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(names[:3])
    return shown if len(names) <= 3 else f"{shown} and {len(names) - 3} more"
