"""The GET requests about a guild, and what a refusal of one of them means."""

import asyncio
from collections.abc import Coroutine, Iterable, Mapping
from dataclasses import dataclass
from itertools import batched
from typing import Any

from app.shared.application.ports.guild_gateway import CallForbidden, GuildNotFound, MemberNotFound
from app.shared.domain.errors import DomainError, NotFound
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.discord.client import DiscordClient
from app.shared.infrastructure.discord.limiter.demand import Priority
from app.shared.infrastructure.discord.request import Request

_GUILD = "/guilds/{guild_id}"
_AT_ONCE = 40
"""Below the global limit of a second, so that none of many reads runs out of patience."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Discord does not give this: `gone` when there is no such thing, else it may not be seen."""

    gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildAnswers:
    """Discord's JSON about one guild, part by part, as it came."""

    guild: Mapping[str, Any]
    """With all its roles."""
    channels: list[Any]
    member: Mapping[str, Any]
    member_counts: Mapping[str, int] | None
    """By role; None where they were not asked for, or may not be seen."""
    welcome_screen: Mapping[str, Any] | Refused
    onboarding: Mapping[str, Any] | Refused
    automod: list[Any] | Refused


class GuildReads:
    def __init__(self, client: DiscordClient, priority: Priority) -> None:
        self._client = client
        self._priority = priority

    async def everything(
        self, guild_id: GuildId, bot_id: UserId, *, with_members: bool
    ) -> GuildAnswers:
        """The guild with its roles first, since one refusal is enough where the bot is not in it;
        then all else together."""
        guild = await self.guild(guild_id)
        ids = {"guild_id": guild_id, "user_id": bot_id}
        needed = ("/channels", "/members/{user_id}")
        optional = ("/welcome-screen", "/onboarding", "/auto-moderation/rules")
        counts = ("/roles/member-counts",) if with_members else ()
        channels, member, welcome, onboarding, automod, *counted = await _together(
            [self._needed(_GUILD + path, ids) for path in needed]
            + [self._allowed(_GUILD + path, ids) for path in (*optional, *counts)]
        )
        return GuildAnswers(
            guild=guild,
            channels=channels,
            member=member,
            member_counts=next((one for one in counted if not isinstance(one, Refused)), None),
            welcome_screen=welcome,
            onboarding=onboarding,
            automod=automod,
        )

    async def lists(
        self, guild_id: GuildId, *, roles: bool, channels: bool
    ) -> tuple[list[Any], list[Any]]:
        """Each empty where it is not asked for."""
        ids = {"guild_id": guild_id}
        paths = [path for path, asked in (("/roles", roles), ("/channels", channels)) if asked]
        answers = await _together([self._needed(_GUILD + path, ids) for path in paths])
        found = dict(zip(paths, answers, strict=True))
        return found.get("/roles", []), found.get("/channels", [])

    async def guild(self, guild_id: GuildId) -> Mapping[str, Any]:
        """With the approximate number of members. Raises GuildNotFound."""
        answer = await self._allowed(_GUILD, {"guild_id": guild_id}, {"with_counts": "true"})
        if isinstance(answer, Refused):
            raise guild_not_found()
        guild: Mapping[str, Any] = answer
        return guild

    async def channels(self, ids: Iterable[int]) -> dict[int, Any]:
        """One by one: the channel's JSON, or Refused, by id."""
        answers: dict[int, Any] = {}
        for some in batched(ids, _AT_ONCE):
            asked = [self._allowed("/channels/{channel_id}", {"channel_id": one}) for one in some]
            answers |= zip(some, await _together(asked), strict=True)
        return answers

    async def member(self, guild_id: GuildId, user_id: UserId) -> Mapping[str, Any]:
        """Raises MemberNotFound, GuildNotFound."""
        ids = {"guild_id": guild_id, "user_id": user_id}
        answer = await self._allowed(_GUILD + "/members/{user_id}", ids)
        if isinstance(answer, Refused):
            raise MemberNotFound(
                say("That person is not a member of the server."), remedy=say("Check the user id.")
            )
        member: Mapping[str, Any] = answer
        return member

    async def guild_and_member(
        self, guild_id: GuildId, user_id: UserId
    ) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
        """Both at once. Raises GuildNotFound, MemberNotFound."""
        both = [self.guild(guild_id), self.member(guild_id, user_id)]
        guild, member = await _together(both)
        return guild, member

    async def page(
        self, template: str, ids: Mapping[str, int], query: Mapping[str, str]
    ) -> Any | Refused:
        """One page of a list."""
        return await self._allowed(template, ids, query)

    async def _needed(self, template: str, ids: Mapping[str, int]) -> Any:
        """What every member may read: who may not is no member, or not any more."""
        answer = await self._allowed(template, ids)
        if isinstance(answer, Refused):
            raise guild_not_found()
        return answer

    async def _allowed(
        self, template: str, ids: Mapping[str, int], query: Mapping[str, str] | None = None
    ) -> Any | Refused:
        try:
            return await self._get(template, ids, query)
        except CallForbidden:
            return Refused(gone=False)
        except NotFound as error:
            if isinstance(error, GuildNotFound) and template != _GUILD:
                raise
            return Refused(gone=True)

    async def _get(
        self, template: str, ids: Mapping[str, int], query: Mapping[str, str] | None = None
    ) -> Any:
        request = Request(
            method="GET",
            template=template,
            ids=ids,
            query=query or {},
            priority=self._priority,
        )
        return await self._client.call(request)


async def _together(calls: Iterable[Coroutine[Any, Any, Any]]) -> list[Any]:
    """All at once; when one fails the others are called off."""
    failures: list[BaseException] = []
    tasks: list[asyncio.Task[Any]] = []
    try:
        async with asyncio.TaskGroup() as group:
            tasks += [group.create_task(call) for call in calls]
    except* DomainError as errors:
        failures += errors.exceptions
    if failures:
        raise failures[0]
    return [task.result() for task in tasks]


def guild_not_found() -> GuildNotFound:
    return GuildNotFound(
        say("The server does not exist, or the bot is not in it."),
        remedy=say("Check the server's id, and invite the bot to it."),
    )
