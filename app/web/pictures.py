"""Where Discord serves the pictures of users and guilds (reference: CDN formatting)."""

from app.shared.domain.structure.identifiers import GuildId, UserId

_CDN = "https://cdn.discordapp.com"
_DEFAULTS = 6


def picture_url(user_id: UserId, avatar: str | None, size: int = 64) -> str:
    """Without an avatar the one that Discord gives by the id."""
    if avatar is None:
        return f"{_CDN}/embed/avatars/{(user_id >> 22) % _DEFAULTS}.png"
    return f"{_CDN}/avatars/{user_id}/{avatar}.webp?size={size}"


def icon_url(guild_id: GuildId, icon: str | None, size: int = 64) -> str | None:
    """None for a guild without an icon: its initials stand instead."""
    return None if icon is None else f"{_CDN}/icons/{guild_id}/{icon}.webp?size={size}"
