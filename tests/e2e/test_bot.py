"""The bot as a process: it comes, is seen to be there, and goes when asked."""

import json
import signal
import time

import pytest
import redis

from app.shared.infrastructure.redis.bot_presence import now_key
from tests.support.command_line import CommandLine
from tests.support.sandbox_beside import SandboxBeside

GOES_WITHIN_S = 10.0
"""Two are its own; a machine on which other tests run is slow to end a process. aiohttp alone would
wait longer than this for a gateway that does not say goodbye."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_bot_that_is_asked_to_stop_says_goodbye_and_goes(
    at_copper: CommandLine, copper: SandboxBeside, clean_redis_url: str, number: signal.Signals
) -> None:
    with (
        redis.Redis.from_url(clean_redis_url) as heard,
        heard.pubsub() as stream,
        at_copper.beside("bot") as bot,
    ):
        stream.subscribe("guildwright:access")
        guild = copper.seeded.guild.id
        while _told(stream) != {"access": {"guild": guild, "user": None}}:
            pass
        asked_at = time.monotonic()
        bot.ask_to_stop(number)
        ended = bot.ended()
        took = time.monotonic() - asked_at
        state = json.loads(heard.get(now_key("0/1")) or "{}")

    assert ended.code == 0
    assert "Traceback" not in ended.both
    assert "the bot has gone" in ended.out
    assert copper.seeded.application.token not in ended.both
    assert state["online"] is False
    assert state["guilds"] == 1
    assert took < GOES_WITHIN_S
    assert copper.do(lambda: list(copper.sandbox.gateway.sessions)) == []


def test_a_token_that_discord_refuses_ends_it_in_one_sentence(at_copper: CommandLine) -> None:
    at_copper.set(DISCORD_TOKEN="not.the-right.one")

    with at_copper.beside("bot") as bot:
        ended = bot.ended()

    assert ended.code == 1
    assert "Error: Discord refuses the bot's token" in ended.err
    assert "DISCORD_TOKEN" in ended.err
    assert "Traceback" not in ended.both


def _told(stream: redis.client.PubSub) -> object:
    message = stream.get_message(timeout=30)
    assert message is not None, "nothing was told"
    return json.loads(message["data"]) if message["type"] == "message" else None
