"""Accounts and the applications behind the bots among them."""

from dataclasses import dataclass, field
from enum import IntFlag


class Intent(IntFlag):
    """Gateway intents; three of them are privileged."""

    GUILDS = 1 << 0
    GUILD_MEMBERS = 1 << 1
    GUILD_MODERATION = 1 << 2
    GUILD_EXPRESSIONS = 1 << 3
    GUILD_INTEGRATIONS = 1 << 4
    GUILD_WEBHOOKS = 1 << 5
    GUILD_INVITES = 1 << 6
    GUILD_VOICE_STATES = 1 << 7
    GUILD_PRESENCES = 1 << 8
    GUILD_MESSAGES = 1 << 9
    GUILD_MESSAGE_REACTIONS = 1 << 10
    GUILD_MESSAGE_TYPING = 1 << 11
    DIRECT_MESSAGES = 1 << 12
    DIRECT_MESSAGE_REACTIONS = 1 << 13
    DIRECT_MESSAGE_TYPING = 1 << 14
    MESSAGE_CONTENT = 1 << 15
    GUILD_SCHEDULED_EVENTS = 1 << 16
    AUTO_MODERATION_CONFIGURATION = 1 << 20
    AUTO_MODERATION_EXECUTION = 1 << 21
    GUILD_MESSAGE_POLLS = 1 << 24
    DIRECT_MESSAGE_POLLS = 1 << 25


LOOPBACK_CALLBACK = "/auth/callback"

NO_INTENTS = Intent(0)
PRIVILEGED_INTENTS = Intent.GUILD_MEMBERS | Intent.GUILD_PRESENCES | Intent.MESSAGE_CONTENT


@dataclass(slots=True)
class User:
    id: int
    username: str
    global_name: str | None = None
    discriminator: str = "0"
    avatar: str | None = None
    bot: bool = False
    public_flags: int = 0
    mfa_enabled: bool = True
    locale: str = "en-US"


@dataclass(slots=True)
class Application:
    """`intents` are the privileged ones its owner switched on; the bot has the application's id.

    Where no `redirect_uris` are registered, the sandbox takes any address of this machine that ends
    in LOOPBACK_CALLBACK, so that a web app on whatever port can be tried.
    """

    id: int
    name: str
    owner_id: int
    token: str
    intents: Intent = NO_INTENTS
    description: str = ""
    bot_public: bool = True
    verify_key: str = field(default="0" * 64)
    client_secret: str = ""
    redirect_uris: list[str] = field(default_factory=list)
