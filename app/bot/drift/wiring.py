"""The watch over structure with all that it needs."""

from dataclasses import dataclass

from app.bot.drift.looking import Looking
from app.bot.drift.notifier import Notifier
from app.bot.drift.presses import DriftPresses
from app.bot.drift.watch import DriftWatch
from app.bot.rendering.voice import Voice
from app.shared.infrastructure.container import Container


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftParts:
    watch: DriftWatch
    presses: DriftPresses


def drift_parts(container: Container, voice: Voice) -> DriftParts:
    """Inside of a running loop."""
    clock, leases = container.clock(), container.leases()
    notifier = Notifier(
        container.begin(), container.messages(), leases, voice, container.is_admitted(), clock
    )
    looking = Looking(
        container.begin(),
        container.live_structures(),
        container.guild_reader(),
        container.notice_drift(),
        container.auto_revert(),
        container.is_admitted(),
        clock,
    )
    return DriftParts(
        watch=DriftWatch(looking, notifier, leases, clock),
        presses=DriftPresses(container, voice, notifier),
    )
