"""Everything that exists in the sandbox, in memory."""

from collections.abc import Callable

from app.sandbox.clock import Clock
from app.sandbox.snowflakes import Snowflakes
from app.sandbox.world.authorizations import Authorizations
from app.sandbox.world.behaviour import Behaviour
from app.sandbox.world.channels import Channel
from app.sandbox.world.commands import CommandBook
from app.sandbox.world.events import Event, Subscriber
from app.sandbox.world.files import StoredFile
from app.sandbox.world.guild import Guild
from app.sandbox.world.interactions import InteractionDesk
from app.sandbox.world.refusals import unknown_channel, unknown_guild
from app.sandbox.world.users import Application, User


class World:
    """State is changed through `world.operations` only: they check, record and publish.

    Subscribers are called at once, in the order in which they subscribed. `address` is where the
    server is reached, as "http://127.0.0.1:1234": it opens the addresses of files.
    """

    def __init__(self, clock: Clock, behaviour: Behaviour | None = None) -> None:
        self.clock = clock
        self.snowflakes = Snowflakes(clock)
        self.behaviour = behaviour or Behaviour()
        self.users: dict[int, User] = {}
        self.applications: dict[int, Application] = {}
        self.guilds: dict[int, Guild] = {}
        self.authorizations = Authorizations()
        self.commands = CommandBook()
        self.interactions = InteractionDesk()
        self.files: dict[int, StoredFile] = {}
        self.address = "http://127.0.0.1"
        self._subscribers: list[Subscriber] = []

    def now(self) -> float:
        return self.clock.now()

    def next_id(self) -> int:
        return self.snowflakes.next()

    def guild(self, guild_id: int) -> Guild:
        found = self.guilds.get(guild_id)
        if found is None:
            raise unknown_guild()
        return found

    def locate_channel(self, channel_id: int) -> tuple[Guild, Channel]:
        """The channel and the guild it is in; 10003 where there is none."""
        for guild in self.guilds.values():
            channel = guild.channels.get(channel_id)
            if channel is not None:
                return guild, channel
        raise unknown_channel()

    def application_with_token(self, token: str) -> Application | None:
        for application in self.applications.values():
            if application.token == token:
                return application
        return None

    def guilds_of(self, user_id: int) -> list[Guild]:
        return [guild for guild in self.guilds.values() if user_id in guild.members]

    def subscribe(self, callback: Subscriber) -> Callable[[], None]:
        """Call `callback` with each event from now on, until the returned function is called."""
        self._subscribers.append(callback)

        def unsubscribe() -> None:
            if callback in self._subscribers:
                self._subscribers.remove(callback)

        return unsubscribe

    def publish(self, event: Event) -> None:
        for callback in tuple(self._subscribers):
            callback(event)
