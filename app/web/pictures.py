"""Where Discord serves the pictures of users and guilds (reference: CDN formatting)."""

from app.shared.domain.structure.identifiers import GuildId, UserId

_CDN = "https://cdn.discordapp.com"
_INITIALS = 3


def picture_url(user_id: UserId, avatar: str | None, size: int = 64) -> str | None:
    """None for somebody without an avatar: their initials stand instead."""
    return None if avatar is None else f"{_CDN}/avatars/{user_id}/{avatar}.webp?size={size}"


def icon_url(guild_id: GuildId, icon: str | None, size: int = 64) -> str | None:
    """None for a guild without an icon: its initials stand instead."""
    return None if icon is None else f"{_CDN}/icons/{guild_id}/{icon}.webp?size={size}"


def initials(name: str) -> str:
    """As Discord shows them where there is no picture."""
    return "".join(word[0] for word in name.split())[:_INITIALS]
