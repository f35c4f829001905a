"""What is counted, in a registry of its own."""

from prometheus_client import CollectorRegistry, generate_latest

from app.shared.infrastructure.discord.limiter.held_by import HeldBy
from app.shared.infrastructure.discord.metrics import PrometheusMeter


def test_calls_waits_and_the_breaker_are_shown() -> None:
    registry = CollectorRegistry()
    meter = PrometheusMeter(registry)

    meter.called("GET /guilds/{guild_id}", "200", 0.2)
    meter.called("GET /guilds/{guild_id}", "200", 0.4)
    meter.waited(HeldBy.SUB_LIMIT, 12.0)
    meter.breaker(is_open=True)

    shown = generate_latest(registry).decode()
    route = 'route="GET /guilds/{guild_id}"'
    assert f'guildwright_discord_calls_total{{{route},status="200"}} 2.0' in shown
    assert 'guildwright_discord_wait_seconds_sum{held_by="sub_limit"} 12.0' in shown
    assert "guildwright_discord_breaker_open 1.0" in shown


def test_two_registries_do_not_clash() -> None:
    for _ in range(2):
        PrometheusMeter(CollectorRegistry())
