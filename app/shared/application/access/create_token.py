"""Make an API token for a person."""

import hashlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime

from app.shared.application.access.gate import Gate
from app.shared.application.access.telling import token_facts
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.access.actors import actor_of
from app.shared.domain.access.refusals import TokenInvalid
from app.shared.domain.access.rights import Right
from app.shared.domain.access.terms import lasts_too_long, shorter_term
from app.shared.domain.access.tokens import ApiToken, Scope
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import GuildId, UserId

PREFIX = "gw_"
_RANDOM_BYTES = 32
LONGEST_NAME = 100
MOST_TOKENS = 50
"""Of one person that are good at the same time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateTokenCommand:
    owner: UserId
    name: str
    scopes: frozenset[Scope]
    guild_id: GuildId | None = None
    expires_at: datetime | None = None
    origin: str = "web"


class CreateToken:
    """Gives the token's text once; only its SHA-256 is kept."""

    def __init__(self, begin: BeginUnitOfWork, gate: Gate, clock: Clock) -> None:
        self._begin = begin
        self._gate = gate
        self._clock = clock

    async def __call__(self, command: CreateTokenCommand) -> tuple[ApiToken, str]:
        """Raises TokenInvalid; for one guild also AccessDenied, GuildNotFound."""
        now = self._clock.now()
        name = command.name.strip()
        _check(name, command, now)
        if command.guild_id is not None:
            await self._gate.require(command.guild_id, command.owner, Right.VIEW)
        text = PREFIX + secrets.token_urlsafe(_RANDOM_BYTES)
        token = ApiToken(
            name=name,
            owner=command.owner,
            guild_id=command.guild_id,
            scopes=command.scopes,
            created_at=now,
            expires_at=command.expires_at,
        )
        async with self._begin() as uow:
            mine = await uow.tokens.list(command.owner)
            if sum(one.is_good(now) for one in mine) >= MOST_TOKENS:
                raise TokenInvalid(
                    say(
                        "You have {most} tokens already, which is the most there can be.",
                        most=MOST_TOKENS,
                    ),
                    remedy=say("Revoke some that are no longer used."),
                )
            token = replace(token, id=await uow.tokens.add(token, digest_of(text)))
            await uow.trail.add(
                TrailEntry(
                    guild_id=token.guild_id,
                    at=now,
                    actor=actor_of(token.owner),
                    origin=command.origin,
                    action="token.created",
                    subject=str(token.id),
                    after=token_facts(token),
                )
            )
            await uow.commit()
        return token, text


def digest_of(text: str) -> str:
    """A token holds 256 random bits, so that a plain hash is as good as a slow one."""
    return hashlib.sha256(text.encode()).hexdigest()


def _check(name: str, command: CreateTokenCommand, now: datetime) -> None:
    if not 1 <= len(name) <= LONGEST_NAME:
        raise TokenInvalid(
            say("A token's name has between 1 and {most} characters.", most=LONGEST_NAME),
            remedy=say("Say what it is for, so that you will know what to revoke."),
        )
    if not command.scopes:
        raise TokenInvalid(
            say("A token without a scope is good for nothing."), remedy=say("Choose at least one.")
        )
    if command.expires_at is not None and command.expires_at <= now:
        raise TokenInvalid(
            say("The token would have expired already."),
            remedy=say("Choose a later time, or leave it out."),
        )
    if lasts_too_long(command.expires_at, now):
        raise TokenInvalid(
            say("The end of the token is more than ten years away."), remedy=shorter_term()
        )
