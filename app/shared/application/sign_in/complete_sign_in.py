"""The way back from Discord, and the session at its end."""

from dataclasses import dataclass

from app.shared.application.ports.sign_in import Attempt, DiscordSignIn
from app.shared.application.ports.web_sessions import (
    Browser,
    SessionSecret,
    WebSession,
    WebSessions,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Completed:
    secret: SessionSecret
    session: WebSession


class CompleteSignIn:
    def __init__(self, discord: DiscordSignIn, sessions: WebSessions) -> None:
        self._discord = discord
        self._sessions = sessions

    async def __call__(
        self, attempt: Attempt, *, code: str, browser: Browser, before: WebSession | None
    ) -> Completed:
        """Always a new session; the one that the browser had `before` ends with it.

        Raises what DiscordSignIn.introduce does, and Unavailable.
        """
        introduced = await self._discord.introduce(code=code, verifier=attempt.verifier)
        secret, session = await self._sessions.begin(introduced.user, introduced.guilds, browser)
        if before is not None:
            await self._sessions.end(before.user.id, before.handle)
        return Completed(secret=secret, session=session)
