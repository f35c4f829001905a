"""A sandbox in a thread of its own, for tests whose own thread runs whole commands."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import httpx2

from app.sandbox.clock import SystemClock
from app.sandbox.faults.fault import Fault
from app.sandbox.seed.copper_guild import copper_guild
from app.sandbox.seed.simple import Seeded
from app.sandbox.server import Sandbox
from app.sandbox.world.channels import Channel


class SandboxBeside:
    """The guild in it, and hands for it. `do` is the way to touch the world safely."""

    def __init__(self, sandbox: Sandbox, seeded: Seeded, loop: asyncio.AbstractEventLoop) -> None:
        self.sandbox = sandbox
        self.seeded = seeded
        self._loop = loop
        self._human = httpx2.Client(base_url=sandbox.url, trust_env=False, verify=False)

    @property
    def settings(self) -> dict[str, str]:
        """What a command must know to work here."""
        return {
            "DISCORD_TOKEN": self.seeded.application.token,
            "DISCORD_API_URL": self.sandbox.api,
        }

    def do[T](self, work: Callable[[], T]) -> T:
        async def inside() -> T:
            return work()

        return asyncio.run_coroutine_threadsafe(inside(), self._loop).result(30)

    def fail(self, fault: Fault) -> int:
        return self.do(lambda: self.sandbox.faults.add(fault))

    def by_hand(self, method: str, path: str, **form: Any) -> Any:
        """What the page does when a person clicks; `path` begins behind /sandbox."""
        answer = self._human.request(method, f"/sandbox{path}", json=form or None)
        assert answer.status_code < 400, answer.text
        return answer.json() if answer.content else None

    def channels_named(self, name: str) -> list[Channel]:
        found = self.seeded.guild.channels
        return self.do(lambda: [one for one in found.values() if one.name == name])

    def channel(self, name: str) -> Channel:
        (found,) = self.channels_named(name)
        return found

    def role_names(self) -> list[str]:
        return self.do(lambda: [role.name for role in self.seeded.guild.roles.values()])

    def writes(self) -> int:
        """How often the guild was changed: entries of its audit log."""
        return self.do(lambda: len(self.seeded.guild.audit_log))

    def close(self) -> None:
        self._human.close()


@contextmanager
def sandbox_beside(
    seeded: Seeded | None = None, *, rate_limits: bool = False, expect_bad_requests: bool = False
) -> Iterator[SandboxBeside]:
    """Held to Discord's own document where DISCORD_OPENAPI_SPEC names it."""
    seeded = seeded or copper_guild(SystemClock())
    sandbox = Sandbox(seeded.world)
    sandbox.limits.enabled = rate_limits
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    asyncio.run_coroutine_threadsafe(sandbox.start(), loop).result(30)
    beside = SandboxBeside(sandbox, seeded, loop)
    try:
        yield beside
    finally:
        beside.close()
        asyncio.run_coroutine_threadsafe(sandbox.stop(), loop).result(30)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(30)
        loop.close()
    if sandbox.specification is not None:
        complaints = sandbox.specification.complaints(expect_bad_requests=expect_bad_requests)
        assert not complaints, "\n".join(map(str, complaints))
