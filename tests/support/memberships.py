"""Memberships as Discord would answer them, when the test lets it."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from app.shared.application.ports.guild_gateway import MemberNotFound
from app.shared.domain.access.membership import Membership
from app.shared.domain.errors import DomainError
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.discord.membership_cache import MembershipSource
from tests.support.builders import GUILD, OWNER


def a_membership(user_id: UserId = OWNER, guild_id: GuildId = GUILD, **fields: Any) -> Membership:
    return Membership(
        guild_id=guild_id,
        user_id=user_id,
        **{
            "name": "olive",
            "display_name": "Olive",
            "avatar": None,
            "owner": False,
            "roles": frozenset(),
            "permissions": 0,
            **fields,
        },
    )


class GatedSource(MembershipSource):
    """Answers `permissions` as they are when a call is let through; `close` holds calls back.
    `fails` is raised instead where it is set, `failing` by single calls, counted from one.
    `meanwhile` happens while Discord answers."""

    def __init__(self) -> None:
        self.calls: list[tuple[GuildId, UserId]] = []
        self.permissions = 1
        self.fails: DomainError | None = None
        self.failing: dict[int, DomainError] = {}
        self.meanwhile: Callable[[GuildId, UserId], Awaitable[None]] | None = None
        self._open = asyncio.Event()
        self._open.set()

    def close(self) -> None:
        self._open.clear()

    def open(self) -> None:
        self._open.set()

    async def membership(self, guild_id: GuildId, user_id: UserId) -> Membership:
        self.calls.append((guild_id, user_id))
        number, read = len(self.calls), self.permissions
        if self.meanwhile is not None:
            await self.meanwhile(guild_id, user_id)
        await self._open.wait()
        failure = self.failing.get(number, self.fails)
        if failure is not None:
            raise failure
        return a_membership(user_id, guild_id, permissions=read)


def nobody() -> MemberNotFound:
    return MemberNotFound("That person is not in the server.", remedy="Ask them to join.")
