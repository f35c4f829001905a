"""What a run looks like in the metrics."""

import asyncio
from math import inf

from prometheus_client import CollectorRegistry

from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.shared.infrastructure.discord.metrics import PrometheusMeter
from tests.integration.discord.calls import REASON, create_channel, edit_guild
from tests.support.sandbox import SmallGuild
from tests.support.sandbox_client import connected


async def test_calls_and_waits_are_counted_by_route_and_limit(place: SmallGuild) -> None:
    registry = CollectorRegistry()
    place.sandbox.faults.add(Fault(FaultKind.ERROR, Moment.BEFORE, method="PATCH"))
    place.sandbox.faults.add(Fault(FaultKind.DROP, Moment.BEFORE, method="PATCH"))

    async with connected(place, meter=PrometheusMeter(registry), patience=inf) as us:
        await asyncio.gather(
            *(us.gateway.write(us.guild_id, create_channel(f"c{n}"), REASON) for n in range(25))
        )
        await us.gateway.write(us.guild_id, edit_guild(name="Renamed"), REASON)

    def calls(route: str, status: str) -> float | None:
        labels = {"route": route, "status": status}
        return registry.get_sample_value("guildwright_discord_calls_total", labels)

    waits = registry.get_sample_value("guildwright_discord_wait_seconds_sum", {"held_by": "user"})
    assert calls("POST /guilds/{guild_id}/channels", "201") == 25
    assert calls("PATCH /guilds/{guild_id}", "502") == 1
    assert calls("PATCH /guilds/{guild_id}", "no answer") == 1
    assert calls("PATCH /guilds/{guild_id}", "200") == 1
    assert waits == 10 * 2 + 5 * 4
    assert registry.get_sample_value("guildwright_discord_breaker_open") == 0
