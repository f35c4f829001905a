"""Discord's side of signing in, without Discord."""

from urllib.parse import urlencode

from app.shared.application.ports.sign_in import (
    Attempt,
    DiscordSignIn,
    Introduced,
    RegisteredRedirects,
    SignInAttempts,
    SignInExpired,
)
from app.shared.application.sign_in.begin_sign_in import challenge_of
from app.shared.domain.errors import DomainError


class FakeDiscordSignIn(DiscordSignIn):
    """Introduces `introduced` to whoever comes with the code and the verifier of an address that
    was handed out; a code is good once. `trouble` is raised instead."""

    def __init__(self, introduced: Introduced) -> None:
        self.introduced = introduced
        self.trouble: DomainError | None = None
        self._challenges: set[str] = set()

    def authorize_url(self, *, state: str, challenge: str) -> str:
        self._challenges.add(challenge)
        return f"https://discord.test/oauth2/authorize?{urlencode({'state': state})}"

    async def introduce(self, *, code: str, verifier: str) -> Introduced:
        if self.trouble is not None:
            raise self.trouble
        if code != "good" or challenge_of(verifier) not in self._challenges:
            raise SignInExpired("The code is not good any more.", remedy="Sign in once more.")
        self._challenges.remove(challenge_of(verifier))
        return self.introduced


class FakeRegisteredRedirects(RegisteredRedirects):
    def __init__(self) -> None:
        self.answer: bool | None = True

    async def has(self, client_id: str, redirect_uri: str) -> bool | None:
        return self.answer


class FakeSignInAttempts(SignInAttempts):
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], Attempt] = {}

    async def keep(self, *, browser: str, state: str, attempt: Attempt) -> None:
        self.kept[browser, state] = attempt

    async def take(self, *, browser: str, state: str) -> Attempt | None:
        return self.kept.pop((browser, state), None)
