"""The gateway as a whole: connections, sessions, and the events of the world."""

from app.sandbox.gateway.admission import SessionDesk
from app.sandbox.gateway.arrival import Arrival, unavailable
from app.sandbox.gateway.client_commands import ClientCommands
from app.sandbox.gateway.connection import Connection, Outlet
from app.sandbox.gateway.delivery import Delivery
from app.sandbox.gateway.member_requests import MemberRequests
from app.sandbox.gateway.opcodes import CloseCode
from app.sandbox.gateway.options import GatewayOptions
from app.sandbox.gateway.outages import Outages
from app.sandbox.gateway.session import Session
from app.sandbox.gateway.session_starts import SessionStartLimit, SessionStarts
from app.sandbox.gateway.sessions import Sessions
from app.sandbox.world.events import Event
from app.sandbox.world.users import Intent
from app.sandbox.world.world import World


class Gateway:
    """Delivers what the world publishes, and does on demand what Discord does on a bad day.

    The methods that disturb (`drop`, `close`, `ask_to_reconnect`, `invalidate_sessions`,
    `demand_heartbeats`) act on every open connection, or on one application's.
    """

    def __init__(self, world: World, options: GatewayOptions | None = None) -> None:
        options = options or GatewayOptions()
        self._world = world
        self._options = options
        self._outages = Outages()
        self.sessions = Sessions(world.clock, options)
        self._starts = SessionStarts(options)
        self._arrival = Arrival(world, self._outages)
        self._delivery = Delivery(world, self._arrival, self._outages, options)
        self._desk = SessionDesk(world, self.sessions, self._starts, self._arrival, options)
        self._commands = ClientCommands(MemberRequests(world, world.clock, options))
        self._connections: list[Connection] = []
        world.subscribe(self._publish)

    @property
    def url(self) -> str:
        """Where READY tells clients to resume; without a query."""
        return self._arrival.url

    @url.setter
    def url(self, url: str) -> None:
        self._arrival.url = url

    def connect(self, outlet: Outlet) -> Connection:
        """A connection that has said hello."""
        connection = Connection(
            outlet, self._desk, self._commands, self.sessions, self._world.clock, self._options
        )
        self._connections.append(connection)
        connection.greet()
        return connection

    def forget(self, connection: Connection) -> None:
        """The socket is gone."""
        if connection in self._connections:
            self._connections.remove(connection)

    def connections(self, application_id: int | None = None) -> list[Connection]:
        """The open ones; with an application, those that identified as it."""
        return [
            connection
            for connection in self._connections
            if connection.is_open
            and (
                application_id is None
                or (connection.session and connection.session.application_id == application_id)
            )
        ]

    def session_start_limit(self, application_id: int) -> SessionStartLimit:
        return self._starts.limit(application_id, self._world.now())

    def tick(self) -> None:
        """Let the clock take effect: close silent clients, forget sessions nobody resumed."""
        for connection in self.connections():
            connection.tick()
        self.sessions.sweep()

    def drop(self, application_id: int | None = None) -> None:
        """Cut the sockets without a close frame."""
        for connection in self.connections(application_id):
            connection.drop()

    def close(self, code: CloseCode, application_id: int | None = None) -> None:
        for connection in self.connections(application_id):
            connection.close(code, code.name.replace("_", " ").capitalize() + ".")

    def ask_to_reconnect(self, application_id: int | None = None) -> None:
        for connection in self.connections(application_id):
            connection.ask_to_reconnect()

    def invalidate_sessions(self, application_id: int | None = None, *, resumable: bool) -> None:
        for connection in self.connections(application_id):
            connection.invalidate(resumable=resumable)

    def demand_heartbeats(self, application_id: int | None = None) -> None:
        for connection in self.connections(application_id):
            connection.demand_heartbeat()

    def begin_outage(self, guild_id: int) -> None:
        """Its bots get GUILD_DELETE with unavailable; its events are lost until the outage ends."""
        if not self._outages.begin(guild_id):
            return
        for session in self._concerned(guild_id):
            session.sees.pop(guild_id, None)
            session.dispatch("GUILD_DELETE", unavailable(guild_id))

    def end_outage(self, guild_id: int) -> None:
        """The whole guild goes out again, as it is now."""
        if not self._outages.end(guild_id):
            return
        guild = self._world.guilds.get(guild_id)
        for session in self._concerned(guild_id):
            if guild is not None:
                self._arrival.show(session, guild)

    def _concerned(self, guild_id: int) -> list[Session]:
        guild = self._world.guilds.get(guild_id)
        return [
            session
            for session in self.sessions
            if guild is not None
            and session.application_id in guild.members
            and session.shard.holds(guild_id)
            and session.intents & Intent.GUILDS
        ]

    def _publish(self, event: Event) -> None:
        for session in self.sessions:
            self._delivery.deliver(session, event)
