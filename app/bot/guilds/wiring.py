"""Puts together what watches over the bot's place in guilds."""

from app.bot.guilds.standing_watch import StandingWatch
from app.bot.guilds.standings import KeptStandings
from app.bot.rendering.voice import Voice
from app.shared.infrastructure.container import Container


def standing_watch(container: Container, voice: Voice) -> StandingWatch:
    clock = container.clock()
    standings = KeptStandings(
        container.note_presence(),
        container.welcome_guild(),
        container.gateway(),
        container.messages(),
        clock,
        voice,
    )
    return StandingWatch(standings, clock)
