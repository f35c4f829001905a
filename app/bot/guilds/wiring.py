"""Puts together what watches over the bot's place in guilds."""

import secrets
from dataclasses import dataclass

from app.bot.guilds.standing_watch import StandingWatch
from app.bot.guilds.standings import KeptStandings
from app.bot.guilds.welcoming import Welcoming
from app.bot.rendering.voice import Voice
from app.shared.application.leading.leader import Leader
from app.shared.infrastructure.container import Container


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildParts:
    watch: StandingWatch
    welcoming: Welcoming


def guild_parts(container: Container, voice: Voice) -> GuildParts:
    clock = container.clock()
    standings = KeptStandings(
        container.note_presence(),
        container.welcome_guild(),
        container.gateway(),
        container.messages(),
        clock,
        voice,
    )
    leader = Leader(container.leases(), clock, name="welcoming", who=secrets.token_hex(8))
    return GuildParts(
        watch=StandingWatch(standings, clock),
        welcoming=Welcoming(container.let_in_lately(), standings, leader, clock),
    )
