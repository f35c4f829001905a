"""The web app at a real address, in a thread of its own, for what stands around every page."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from dataclasses import dataclass

from app.shared.application.ports.bot_presence import BotState
from app.web.listening import listen, loopback_address
from app.web.serving import serving
from app.web.static_files import StaticFiles
from tests.support.builders import BOT, GUILD, OWNER
from tests.support.fakes.guild_gateway import FakeGateway
from tests.support.fakes.memberships import FakeMemberships
from tests.support.memberships import a_membership
from tests.support.web import Web, a_user, add_sign_in_page, web_over_fakes, web_settings


@dataclass(frozen=True)
class Site:
    """`sign_in` is the path of a page that signs the browser in as the owner of the guild."""

    url: str
    web: Web
    sign_in: str

    @property
    def csp_reports(self) -> int:
        return int(self.web.app.state.csp_reports.reports)


@contextmanager
def site() -> Iterator[Site]:
    served: Future[Site] = Future()
    stop = threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(_serve(served, stop)), daemon=True)
    thread.start()
    try:
        yield served.result(30)
    finally:
        stop.set()
        thread.join(30)


async def _serve(served: Future[Site], stop: threading.Event) -> None:
    listener = listen("127.0.0.1", 0)
    url = loopback_address(listener).origin
    settings = web_settings(public_url=url, operators=str(OWNER), client_secret=None)
    web = web_over_fakes(settings, static=StaticFiles.read())
    gateway, memberships = web.container.gateway(), web.container.memberships()
    assert isinstance(gateway, FakeGateway)
    assert isinstance(memberships, FakeMemberships)
    gateway.add_guild(GUILD, OWNER, BOT)
    memberships.put(a_membership(OWNER, owner=True))
    await web.container.bot_presence().report(BotState(online=True, latency_ms=32))
    sign_in = add_sign_in_page(web, a_user(OWNER))
    async with serving(web.app, listener):
        served.set_result(Site(url, web, sign_in))
        await asyncio.to_thread(stop.wait)
