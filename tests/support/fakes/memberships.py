"""Who people are in guilds, as a test says it."""

from app.shared.application.ports.guild_gateway import GuildNotFound, MemberNotFound
from app.shared.application.ports.memberships import Memberships
from app.shared.domain.access.membership import Membership
from app.shared.domain.structure.identifiers import GuildId, UserId


class FakeMemberships(Memberships):
    """Knows who was `put`, at once and without keeping anything. A guild in which nobody was put
    is one that the bot is not in. `fails` is raised instead of an answer where it is set."""

    def __init__(self) -> None:
        self.asked: list[tuple[GuildId, UserId]] = []
        self.fails: Exception | None = None
        self._members: dict[GuildId, dict[UserId, Membership]] = {}

    def put(self, membership: Membership) -> None:
        self._members.setdefault(membership.guild_id, {})[membership.user_id] = membership

    def remove(self, guild_id: GuildId, user_id: UserId) -> None:
        del self._members[guild_id][user_id]

    async def of(self, guild_id: GuildId, user_id: UserId) -> Membership:
        self.asked.append((guild_id, user_id))
        if self.fails is not None:
            raise self.fails
        members = self._members.get(guild_id)
        if members is None:
            raise GuildNotFound("The bot is not in that server.")
        if user_id not in members:
            raise MemberNotFound("That person is not in that server.")
        return members[user_id]
