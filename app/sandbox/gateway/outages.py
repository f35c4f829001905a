"""The guilds that are down, as Discord's are now and then."""


class Outages:
    def __init__(self) -> None:
        self._guild_ids: set[int] = set()

    def covers(self, guild_id: int) -> bool:
        return guild_id in self._guild_ids

    def begin(self, guild_id: int) -> bool:
        """False where the guild was down already."""
        began = guild_id not in self._guild_ids
        self._guild_ids.add(guild_id)
        return began

    def end(self, guild_id: int) -> bool:
        """False where the guild was not down."""
        ended = guild_id in self._guild_ids
        self._guild_ids.discard(guild_id)
        return ended
