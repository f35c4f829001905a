"""Discord's OAuth2 for signing people in (developer docs: topics/oauth2).

The token that a code is good for is used for two reads and then given back: what was never kept
cannot be stolen. Errors of the HTTP library hold requests, which hold secrets: none leaves here.
"""

import logging
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import httpx2

from app.shared.application.ports.guild_gateway import DiscordUnavailable
from app.shared.application.ports.sign_in import (
    ClientRefused,
    DiscordSignIn,
    Introduced,
    RedirectRefused,
    ScopesMissing,
    SignInExpired,
)
from app.shared.application.ports.web_sessions import JoinedGuild, SignedInUser
from app.shared.domain.language.saying import say
from app.shared.domain.permissions.bits import ADMINISTRATOR, MANAGE_GUILD
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.infrastructure.discord.wire import is_loopback

log = logging.getLogger(__name__)

SCOPES = ("identify", "guilds")
_WITHIN_S = 15.0
_MANAGING = ADMINISTRATOR | MANAGE_GUILD


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuthSettings:
    client_id: str
    client_secret: str
    redirect_uri: str
    site_url: str = "https://discord.com"
    api_url: str = "https://discord.com/api/v10"

    def __repr__(self) -> str:
        return f"OAuthSettings(client_id={self.client_id}, hidden)"


class OAuthSignIn(DiscordSignIn):
    def __init__(
        self, settings: OAuthSettings, *, transport: httpx2.AsyncBaseTransport | None = None
    ) -> None:
        self._settings = settings
        self._http = httpx2.AsyncClient(
            base_url=f"{settings.api_url.rstrip('/')}/",
            headers={"Accept": "application/json"},
            timeout=_WITHIN_S,
            transport=transport,
            trust_env=not is_loopback(settings.api_url),
            verify=settings.api_url.startswith("https:"),
        )

    async def close(self) -> None:
        await self._http.aclose()

    def authorize_url(self, *, state: str, challenge: str) -> str:
        query = {
            "response_type": "code",
            "client_id": self._settings.client_id,
            "scope": " ".join(SCOPES),
            "redirect_uri": self._settings.redirect_uri,
            "state": state,
            "code_challenge": challenge,
            "code_challenge_method": "S256",
        }
        return f"{self._settings.site_url.rstrip('/')}/oauth2/authorize?{urlencode(query)}"

    async def introduce(self, *, code: str, verifier: str) -> Introduced:
        token = await self._exchange(code, verifier)
        try:
            user = await self._read("users/@me", token)
            guilds = await self._read("users/@me/guilds", token)
        finally:
            await self._give_back(token)
        try:
            return Introduced(_user(user), tuple(_guild(guild) for guild in guilds))
        except (AttributeError, KeyError, TypeError, ValueError):
            raise _unreadable() from None

    async def _exchange(self, code: str, verifier: str) -> str:
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": self._settings.redirect_uri,
            "code_verifier": verifier,
        }
        status, body = await self._post("oauth2/token", form)
        if status != 200:
            raise _refusal(status, body)
        token = body.get("access_token")
        if not isinstance(token, str) or not token:
            raise _unreadable()
        if not set(SCOPES) <= set(str(body.get("scope", "")).split()):
            await self._give_back(token)
            raise ScopesMissing(
                say(
                    "Discord was told to show less than signing in needs: your name and your "
                    "servers."
                ),
                remedy=say("Sign in again and leave everything as it is on Discord's page."),
            )
        return token

    async def _read(self, path: str, token: str) -> Any:
        try:
            answer = await self._http.get(path, headers={"Authorization": f"Bearer {token}"})
        except httpx2.HTTPError:
            raise _no_answer() from None
        if answer.status_code != 200:
            raise _no_answer()
        return _json(answer)

    async def _give_back(self, token: str) -> None:
        """It would end by itself within a week: that it failed keeps nobody out."""
        try:
            status, _ = await self._post("oauth2/token/revoke", {"token": token})
        except DiscordUnavailable:
            status = 0
        if status != 200:
            log.warning("a token could not be given back to Discord, status %s", status)

    async def _post(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        client = (self._settings.client_id, self._settings.client_secret)
        try:
            answer = await self._http.post(path, data=form, auth=client)
        except httpx2.HTTPError:
            raise _no_answer() from None
        if answer.status_code >= 500 or answer.status_code == 429:
            raise _no_answer()
        body = _json(answer)
        return answer.status_code, body if isinstance(body, dict) else {}


def _json(answer: httpx2.Response) -> Any:
    try:
        return answer.json()
    except ValueError:
        return None


def _refusal(status: int, body: dict[str, Any]) -> Exception:
    error, description = body.get("error"), str(body.get("error_description", ""))
    if error == "invalid_client" or status == 401:
        return ClientRefused(
            say("Discord does not take this installation's client id and secret."),
            remedy=say(
                "Whoever runs this installation has to copy both again from Discord's "
                "developer portal."
            ),
        )
    if "redirect_uri" in description:
        return RedirectRefused(
            say("Discord does not know the address that it should send you back to."),
            remedy=say(
                "Whoever runs this installation has to add it in Discord's developer portal."
            ),
        )
    if error == "invalid_grant":
        return SignInExpired(
            say(
                "Discord's answer was used before or has become too old, so you are not signed in."
            ),
            remedy=say("Sign in once more."),
        )
    return _no_answer()


def _user(found: Any) -> SignedInUser:
    name = str(found["username"])
    avatar = found.get("avatar")
    return SignedInUser(
        id=UserId(int(found["id"])),
        name=name,
        display_name=str(found.get("global_name") or name),
        avatar=None if avatar is None else str(avatar),
    )


def _guild(found: Any) -> JoinedGuild:
    icon = found.get("icon")
    manages = bool(int(found.get("permissions", 0)) & _MANAGING)
    return JoinedGuild(
        id=GuildId(int(found["id"])),
        name=str(found["name"]),
        icon=None if icon is None else str(icon),
        may_manage=bool(found.get("owner")) or manages,
    )


def _no_answer() -> DiscordUnavailable:
    return DiscordUnavailable(
        say("Discord could not be asked who you are, so you are not signed in."),
        remedy=say("Try again in a few minutes; discordstatus.com tells about outages."),
    )


def _unreadable() -> DiscordUnavailable:
    return DiscordUnavailable(
        say("Discord's answer about who you are could not be read, so you are not signed in."),
        remedy=say("Try again in a few minutes. If it stays, tell whoever runs this installation."),
    )
