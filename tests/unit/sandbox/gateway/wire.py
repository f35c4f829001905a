"""A gateway without sockets: a client that writes JSON and keeps what it is sent."""

import json
from dataclasses import dataclass, field
from typing import Any

from app.sandbox.clock import DrivenClock
from app.sandbox.gateway.connection import Outlet
from app.sandbox.gateway.frames import Frame
from app.sandbox.gateway.gateway import Gateway
from app.sandbox.gateway.opcodes import Op
from app.sandbox.gateway.options import GatewayOptions
from app.sandbox.seed.building import add_application, add_bot, add_channel, add_guild, add_user
from app.sandbox.world.behaviour import Behaviour
from app.sandbox.world.channels import Channel
from app.sandbox.world.events import Event
from app.sandbox.world.guild import Guild
from app.sandbox.world.permissions import Permission
from app.sandbox.world.users import PRIVILEGED_INTENTS, Application, Intent, User
from app.sandbox.world.world import World

GUILDS = Intent.GUILDS


class RecordingOutlet(Outlet):
    def __init__(self) -> None:
        self.frames: list[dict[str, Any]] = []
        self.closed_with: int | None = None
        self.aborted = False

    def send(self, frame: Frame) -> None:
        self.frames.append(json.loads(frame.encode()))

    def close(self, code: int, reason: str) -> None:
        self.closed_with = int(code)

    def abort(self) -> None:
        self.aborted = True


class Client:
    """One socket's other end."""

    def __init__(self, gateway: Gateway) -> None:
        self.outlet = RecordingOutlet()
        self.connection = gateway.connect(self.outlet)

    @property
    def frames(self) -> list[dict[str, Any]]:
        return self.outlet.frames

    @property
    def closed_with(self) -> int | None:
        return self.outlet.closed_with

    @property
    def last(self) -> dict[str, Any]:
        return self.frames[-1]

    @property
    def names(self) -> list[str]:
        """The names of the dispatches, in order."""
        return [frame["t"] for frame in self.frames if frame["op"] == Op.DISPATCH]

    def named(self, name: str) -> list[Any]:
        """The data of each dispatch with that name."""
        return [frame["d"] for frame in self.frames if frame["t"] == name]

    def say(self, op: int, data: Any = None) -> None:
        self.connection.receive(json.dumps({"op": op, "d": data}))

    def identify(self, token: str, **fields: Any) -> None:
        fields.setdefault("intents", int(GUILDS))
        self.say(Op.IDENTIFY, {"token": token, "properties": {}, **fields})

    def resume(self, token: str, session_id: str, seq: int) -> None:
        self.say(Op.RESUME, {"token": token, "session_id": session_id, "seq": seq})

    @property
    def session_id(self) -> str:
        return str(self.named("READY")[0]["session_id"])

    @property
    def sequence(self) -> int:
        return max(frame["s"] or 0 for frame in self.frames)

    def forget_frames(self) -> None:
        self.frames.clear()


@dataclass(slots=True)
class Town:
    """A world with one guild, one bot in it, and the gateway over them."""

    clock: DrivenClock
    world: World
    owner: User
    application: Application
    guild: Guild
    channel: Channel
    gateway: Gateway
    clients: list[Client] = field(default_factory=list)

    @property
    def token(self) -> str:
        return self.application.token

    def connect(self) -> Client:
        return Client(self.gateway)

    def join(self, intents: int = GUILDS, **fields: Any) -> Client:
        """A client that has identified, past the wait between two identifies."""
        self.clock.advance(5.0)
        client = self.connect()
        client.identify(self.token, intents=int(intents), **fields)
        return client

    def publish(self, name: str, data: dict[str, Any] | None = None, **fields: Any) -> None:
        self.world.publish(Event(name, self.guild.id, data or {}, **fields))


def town(
    permissions: int = Permission.ADMINISTRATOR,
    intents: Intent = PRIVILEGED_INTENTS,
    behaviour: Behaviour | None = None,
    **options: Any,
) -> Town:
    clock = DrivenClock()
    world = World(clock, behaviour)
    owner = add_user(world, "olive")
    application = add_application(world, "Wright", owner.id, intents=intents)
    guild = add_guild(world, "Town", owner.id)
    add_bot(world, guild, application, permissions)
    channel = add_channel(world, guild, "general")
    gateway = Gateway(world, GatewayOptions(**options))
    gateway.url = "ws://sandbox/gateway"
    return Town(clock, world, owner, application, guild, channel, gateway)
