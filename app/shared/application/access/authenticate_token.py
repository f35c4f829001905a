"""Whose token a text is."""

import re
from datetime import datetime, timedelta

from app.shared.application.access.create_token import PREFIX, digest_of
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.access.tokens import ApiToken

USED_EVERY = timedelta(minutes=1)
"""How old `last_used_at` may get while a token is in use: not every request is a write."""
_FORM = re.compile(re.escape(PREFIX) + r"[A-Za-z0-9_-]{43}")


class AuthenticateToken:
    def __init__(self, begin: BeginUnitOfWork, clock: Clock) -> None:
        self._begin = begin
        self._clock = clock

    async def __call__(self, text: str) -> ApiToken | None:
        """None for a text that is no token, or one that is unknown, revoked or expired: which of
        them it is, is nobody's business."""
        if _FORM.fullmatch(text) is None:
            return None
        now = self._clock.now()
        async with self._begin() as uow:
            token = await uow.tokens.by_digest(digest_of(text))
            if token is None or not token.is_good(now):
                return None
            if _is_news(token, now):
                await uow.tokens.used(token.id, now)
                await uow.commit()
        return token


def _is_news(token: ApiToken, now: datetime) -> bool:
    return token.last_used_at is None or now - token.last_used_at >= USED_EVERY
