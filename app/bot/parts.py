"""What there is to the bot besides its connection: who listens, what goes on, what answers."""

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from typing import Any

import nextcord

from app.bot.commands.answering import Answering
from app.bot.drift.wiring import drift_parts
from app.bot.face import PLAIN_FACE, Face
from app.bot.gateway.raw_events import GatewayListener
from app.bot.guilds.wiring import guild_parts
from app.bot.rendering.links import Links
from app.bot.rendering.voice import Voice
from app.bot.wording.wording import Wording
from app.shared.infrastructure.container import Container


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """`listeners` hear the events of every shard of this process. `work` is done side by side with
    the connection, each until it is cancelled. `equip` is called for each of nextcord's clients
    before it connects: one for each shard, and a new one whenever a session was given up."""

    listeners: tuple[GatewayListener, ...] = ()
    work: tuple[Callable[[], Coroutine[Any, Any, None]], ...] = ()
    equip: tuple[Callable[[nextcord.Client], None], ...] = ()


def parts_of(container: Container, face: Face = PLAIN_FACE) -> Parts:
    """Inside of a running loop."""
    voice = Voice(Wording(), Links(face.public_url))
    drift = drift_parts(container, voice)
    guilds = guild_parts(container, voice)
    answering = Answering(container, face, lambda _: drift.presses.handlers())
    return Parts(
        listeners=(answering, drift.watch, guilds.watch),
        work=(
            answering.run_forever,
            drift.watch.run_forever,
            guilds.watch.run_forever,
            guilds.welcoming.run_forever,
        ),
    )
