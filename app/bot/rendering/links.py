"""Addresses of web pages, where more room is than in a message."""

from urllib.parse import urlsplit

from app.shared.domain.structure.identifiers import GuildId


class Links:
    """None for every page where the web has no address that Discord takes: it wants a host with a
    dot in it."""

    def __init__(self, public_url: str | None) -> None:
        host = urlsplit(public_url or "").hostname or ""
        self._origin = public_url if "." in host else None

    def overview(self, guild_id: GuildId) -> str | None:
        return self._page(guild_id, "")

    def designer(self, guild_id: GuildId) -> str | None:
        return self._page(guild_id, "/designer")

    def plans(self, guild_id: GuildId) -> str | None:
        return self._page(guild_id, "/plans")

    def plan(self, guild_id: GuildId, plan_hash: str) -> str | None:
        return self._page(guild_id, f"/plans/{plan_hash}")

    def runs(self, guild_id: GuildId) -> str | None:
        return self._page(guild_id, "/runs")

    def run(self, guild_id: GuildId, run_id: str) -> str | None:
        return self._page(guild_id, f"/runs/{run_id}")

    def history(self, guild_id: GuildId) -> str | None:
        return self._page(guild_id, "/history")

    def permissions(self, guild_id: GuildId) -> str | None:
        return self._page(guild_id, "/permissions")

    def access(self, guild_id: GuildId) -> str | None:
        return self._page(guild_id, "/access")

    def activity(self, guild_id: GuildId) -> str | None:
        return self._page(guild_id, "/activity")

    def _page(self, guild_id: GuildId, path: str) -> str | None:
        return None if self._origin is None else f"{self._origin}/g/{guild_id}{path}"
