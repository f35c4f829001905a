"""What was last heard about members, each for its time and never too many at once."""

from dataclasses import dataclass
from datetime import datetime

from app.shared.application.ports.guild_gateway import GuildNotFound, MemberNotFound
from app.shared.domain.access.membership import Membership
from app.shared.domain.structure.identifiers import GuildId, UserId

type Absence = MemberNotFound | GuildNotFound


@dataclass(frozen=True, slots=True)
class Kept:
    answer: Membership | Absence
    until: datetime


class KeptMemberships:
    """Above `size` the one that was put first goes first: all of them go soon anyway."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._kept: dict[tuple[GuildId, UserId], Kept] = {}
        self._users: dict[GuildId, set[UserId]] = {}

    def __len__(self) -> int:
        return len(self._kept)

    def put(self, guild_id: GuildId, user_id: UserId, kept: Kept) -> None:
        if len(self._kept) >= self._size:
            self.drop(*next(iter(self._kept)))
        self._kept[guild_id, user_id] = kept
        self._users.setdefault(guild_id, set()).add(user_id)

    def get(self, guild_id: GuildId, user_id: UserId, now: datetime) -> Kept | None:
        kept = self._kept.get((guild_id, user_id))
        if kept is not None and kept.until <= now:
            self.drop(guild_id, user_id)
            return None
        return kept

    def drop(self, guild_id: GuildId | None, user_id: UserId | None) -> None:
        """None means all: of the guild, or of every guild."""
        if guild_id is None:
            self._kept.clear()
            self._users.clear()
            return
        users = self._users.get(guild_id, set())
        for each in tuple(users) if user_id is None else (user_id,):
            self._kept.pop((guild_id, each), None)
            users.discard(each)
        if not users:
            self._users.pop(guild_id, None)
