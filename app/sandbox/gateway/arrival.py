"""What a session is told first: READY, then each of its guilds."""

from app.sandbox.gateway.outages import Outages
from app.sandbox.gateway.session import Session
from app.sandbox.gateway.shards import Shard
from app.sandbox.world.guild import Guild
from app.sandbox.world.payloads.guilds import guild_create_payload
from app.sandbox.world.payloads.users import application_flags, own_user_payload
from app.sandbox.world.users import Application, Intent
from app.sandbox.world.visibility import viewable_channels
from app.sandbox.world.world import World

API_VERSION = 10


class Arrival:
    """`url` is where clients are told to resume; set once the server knows its address."""

    def __init__(self, world: World, outages: Outages, url: str = "") -> None:
        self._world = world
        self._outages = outages
        self.url = url

    def announce(self, session: Session, application: Application, shard: Shard | None) -> None:
        """READY lists the shard's guilds as unavailable; then each one comes, or is down."""
        guilds = [
            guild
            for guild in self._world.guilds_of(application.id)
            if session.shard.holds(guild.id)
        ]
        ready = {
            "v": API_VERSION,
            "user": own_user_payload(self._world.users[application.id]),
            "guilds": [unavailable(guild.id) for guild in guilds],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "application": {"id": str(application.id), "flags": application_flags(application)},
        }
        if shard is not None:
            ready["shard"] = [shard.id, shard.count]
        session.dispatch("READY", ready)
        for guild in guilds:
            self.show(session, guild)

    def show(self, session: Session, guild: Guild, *, joined: bool = False) -> None:
        """The whole guild, or that it is down; neither without the GUILDS intent.

        A guild that was just joined comes without `unavailable`: by that, clients tell it
        from one that was known and became available.
        """
        if not session.intents & Intent.GUILDS:
            return
        if self._outages.covers(guild.id):
            session.dispatch("GUILD_DELETE", unavailable(guild.id))
            return
        bot = guild.members[session.application_id]
        data = guild_create_payload(self._world, guild, bot.user_id, session.intents)
        data["large"] = data["member_count"] > session.large_threshold
        if joined:
            del data["unavailable"]
        session.sees[guild.id] = frozenset(viewable_channels(guild, bot, self._world.now()))
        session.dispatch("GUILD_CREATE", data)


def unavailable(guild_id: int) -> dict[str, object]:
    return {"id": str(guild_id), "unavailable": True}
