"""Whether Discord would send people back to us."""

from typing import Any, cast

import pytest

from app.shared.application.ports.guild_gateway import DiscordUnavailable
from app.shared.infrastructure.discord.client import DiscordClient
from app.shared.infrastructure.discord.registered_redirects import ApplicationRedirects
from app.shared.infrastructure.discord.request import Request
from tests.support.fakes.clock import FakeClock

OURS = "https://guildwright.test/auth/callback"


class Client:
    def __init__(self, answer: Any) -> None:
        self.answer = answer
        self.calls = 0

    async def call(self, request: Request) -> Any:
        self.calls += 1
        if isinstance(self.answer, Exception):
            raise self.answer
        return self.answer


def redirects(client: Client, clock: FakeClock | None = None) -> ApplicationRedirects:
    return ApplicationRedirects(cast(DiscordClient, client), clock or FakeClock())


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ({"id": "77", "redirect_uris": [OURS]}, True),
        ({"id": "77", "redirect_uris": []}, False),
        ({"id": "77", "redirect_uris": [f"{OURS}/", OURS.replace("https", "http")]}, False),
        ({"id": "78", "redirect_uris": []}, None),
        ({"id": "77"}, None),
        ([], None),
        (DiscordUnavailable("Away."), None),
    ],
)
async def test_it_is_said_only_where_it_is_known(answer: Any, told: bool | None) -> None:
    assert await redirects(Client(answer)).has("77", OURS) is told


async def test_what_is_there_is_believed_for_a_minute_and_what_is_missing_for_seconds() -> None:
    clock, client = FakeClock(), Client({"id": "77", "redirect_uris": []})
    known = redirects(client, clock)

    asked = []
    for seconds, uris in ((0, []), (2, [OURS]), (2, [OURS]), (59, []), (10, [])):
        clock.advance(seconds)
        client.answer = {"id": "77", "redirect_uris": uris}
        asked.append((await known.has("77", OURS), client.calls))

    assert asked == [(False, 1), (False, 1), (True, 2), (True, 2), (False, 3)]
