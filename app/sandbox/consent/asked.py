"""What an application asks a user for, read from the query of /oauth2/authorize."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.sandbox.consent.redirects import is_registered, with_query
from app.sandbox.world.permissions import ALL_PERMISSIONS
from app.sandbox.world.scopes import BOT, COMMANDS, OFFERED_SCOPES
from app.sandbox.world.users import Application
from app.sandbox.world.world import World

_CHALLENGE = re.compile(r"[A-Za-z0-9_-]{43}")
_INSTALLS_ONLY = frozenset({BOT, COMMANDS})

type Query = Mapping[str, str]


class Unanswerable(Exception):
    """Told to the person on a page: there is nowhere safe to send them back to."""


class SentBack(Exception):
    """Told to the application: `address` is its redirect URI with the error."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


@dataclass(frozen=True, slots=True)
class Asked:
    """`redirect_uri` is None only where a bot is added and nobody waits for an answer.

    `challenge` is PKCE's S256. `guild_id` is the preselected guild, `guild_is_fixed` keeps others
    out. `permissions` are those that the bot's role shall hold.
    """

    application: Application
    scopes: tuple[str, ...]
    redirect_uri: str | None
    state: str | None = None
    challenge: str | None = None
    may_skip: bool = False
    permissions: int = 0
    guild_id: int | None = None
    guild_is_fixed: bool = False

    @property
    def adds_bot(self) -> bool:
        return BOT in self.scopes

    def answer(self, values: dict[str, str | None]) -> str:
        """The redirect URI with what the application gets told."""
        if self.redirect_uri is None:
            raise ValueError("nobody waits for an answer")
        return with_query(self.redirect_uri, {**values, "state": self.state})


def read_query(world: World, query: Query) -> Asked:
    """Raises Unanswerable, or SentBack where the redirect URI is good and something else is not."""
    application = _application(world, query.get("client_id", ""))
    redirect_uri = query.get("redirect_uri")
    scopes = tuple(dict.fromkeys(query.get("scope", "").split()))
    waits = redirect_uri is not None or not _is_install(scopes)
    if waits and not is_registered(application, redirect_uri or ""):
        raise Unanswerable("Invalid OAuth2 redirect_uri")
    asked = Asked(application, scopes, redirect_uri, query.get("state"))
    _require_sense(asked, query)
    return Asked(
        application,
        scopes,
        redirect_uri,
        asked.state,
        challenge=query.get("code_challenge"),
        may_skip=query.get("prompt") == "none",
        permissions=_permissions(asked, query.get("permissions", "0")),
        guild_id=_guild_id(query.get("guild_id", "")),
        guild_is_fixed=query.get("disable_guild_select") == "true",
    )


def _application(world: World, text: str) -> Application:
    for application in world.applications.values():
        if str(application.id) == text:
            return application
    raise Unanswerable("Unknown Application")


def _is_install(scopes: tuple[str, ...]) -> bool:
    """A bot alone needs no answer; commands alone install an application without one."""
    return bool(scopes) and _INSTALLS_ONLY.issuperset(scopes)


def _require_sense(asked: Asked, query: Query) -> None:
    kind = query.get("response_type", "code" if _is_install(asked.scopes) else "")
    if kind != "code":
        _refuse(asked, "unsupported_response_type", "The sandbox answers with response_type=code.")
    if not asked.scopes or not OFFERED_SCOPES.keys() >= set(asked.scopes):
        text = "The requested scope is invalid, unknown, or malformed."
        _refuse(asked, "invalid_scope", text)
    if COMMANDS in asked.scopes and BOT not in asked.scopes:
        _refuse(asked, "invalid_scope", "The sandbox installs commands together with a bot.")
    if "code_challenge" in query or "code_challenge_method" in query:
        fits = _CHALLENGE.fullmatch(query.get("code_challenge", ""))
        if fits is None or query.get("code_challenge_method") != "S256":
            _refuse(asked, "invalid_request", "PKCE takes a code_challenge made with S256.")


def _refuse(asked: Asked, error: str, description: str) -> None:
    if asked.redirect_uri is None:
        raise Unanswerable(description)
    raise SentBack(asked.answer({"error": error, "error_description": description}))


def _permissions(asked: Asked, text: str) -> int:
    """Bits that no permission has are left out."""
    if not text.isascii() or not text.isdigit() or len(text) > 20:
        _refuse(asked, "invalid_request", "permissions is a number.")
    return int(text) & ALL_PERMISSIONS


def _guild_id(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 20 else None
