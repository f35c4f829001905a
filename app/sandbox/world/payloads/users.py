"""Users and the applications of bots as JSON."""

from typing import Any

from app.sandbox.world.scopes import OFFERED_SCOPES
from app.sandbox.world.users import Application, Intent, User

_LIMITED_INTENT_FLAGS = {
    Intent.GUILD_PRESENCES: 1 << 13,
    Intent.GUILD_MEMBERS: 1 << 15,
    Intent.MESSAGE_CONTENT: 1 << 19,
}


def user_payload(user: User) -> dict[str, Any]:
    """A user as everybody sees them."""
    found: dict[str, Any] = {
        "id": str(user.id),
        "username": user.username,
        "global_name": user.global_name,
        "discriminator": user.discriminator,
        "avatar": user.avatar,
        "avatar_decoration_data": None,
        "collectibles": None,
        "primary_guild": None,
        "banner": None,
        "accent_color": None,
        "public_flags": user.public_flags,
        "flags": user.public_flags,
    }
    if user.bot:
        found["bot"] = True
    return found


def own_user_payload(user: User, *, email: bool = True) -> dict[str, Any]:
    """A user as they see themselves, or as an application does that they let in."""
    found = user_payload(user) | {
        "mfa_enabled": user.mfa_enabled,
        "locale": user.locale,
        "premium_type": 0,
    }
    return found | {"email": None, "verified": True} if email else found


def application_flags(application: Application) -> int:
    """The flags that say which privileged intents are on."""
    return sum(
        flag for intent, flag in _LIMITED_INTENT_FLAGS.items() if application.intents & intent
    )


def partial_application_payload(application: Application) -> dict[str, Any]:
    """An application as everybody sees it."""
    return {
        "id": str(application.id),
        "name": application.name,
        "icon": None,
        "description": application.description,
        "type": None,
        "summary": "",
        "bot_public": application.bot_public,
        "bot_require_code_grant": False,
        "verify_key": application.verify_key,
        "flags": application_flags(application),
        "flags_new": str(application_flags(application)),
    }


def application_payload(
    application: Application, owner: User, bot: User, guilds: int
) -> dict[str, Any]:
    """An application as its own bot sees it."""
    return partial_application_payload(application) | {
        "owner": user_payload(owner),
        "bot": user_payload(bot),
        "team": None,
        "hook": True,
        "redirect_uris": list(application.redirect_uris),
        "interactions_endpoint_url": None,
        "role_connections_verification_url": None,
        "integration_types_config": {"0": {}},
        "approximate_guild_count": guilds,
        "approximate_user_install_count": 0,
        "approximate_user_authorization_count": 0,
        "explicit_content_filter": 0,
        "eligible_oauth2_scopes": sorted(OFFERED_SCOPES),
        "tags": [],
    }
