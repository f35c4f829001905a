"""The way to Discord, bound to the browser that sets out on it."""

import hashlib
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from app.shared.application.ports.sign_in import Attempt, DiscordSignIn, SignInAttempts


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """`url` is Discord's page; `browser` is the secret that the browser has to bring back."""

    url: str
    browser: str


class BeginSignIn:
    def __init__(self, attempts: SignInAttempts, discord: DiscordSignIn) -> None:
        self._attempts = attempts
        self._discord = discord

    async def __call__(self, *, next: str, browser: str | None = None) -> Begun:
        """`browser` is what it was given for another attempt that may be under way in another tab:
        both may come to their end. Raises Unavailable."""
        browser = browser or secrets.token_urlsafe(32)
        state, verifier = secrets.token_urlsafe(32), secrets.token_urlsafe(48)
        attempt = Attempt(verifier=verifier, next=next)
        await self._attempts.keep(browser=browser, state=state, attempt=attempt)
        url = self._discord.authorize_url(state=state, challenge=challenge_of(verifier))
        return Begun(url=url, browser=browser)


def challenge_of(verifier: str) -> str:
    """PKCE's S256 (RFC 7636, section 4.2)."""
    digest = hashlib.sha256(verifier.encode()).digest()
    return urlsafe_b64encode(digest).rstrip(b"=").decode()
