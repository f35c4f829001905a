"""The sandbox as one thing to start: a Discord on loopback."""

from types import TracebackType
from typing import Self

from app.sandbox.cdn import Cdn
from app.sandbox.clock import Clock, SystemClock
from app.sandbox.embedded_server import EmbeddedServer
from app.sandbox.exchange.asgi import App, Receive, Scope, Send
from app.sandbox.exchange.front import Front
from app.sandbox.exchange.messages import Layer
from app.sandbox.exchange.stored import StoredInWorld
from app.sandbox.faults.faults import Faults
from app.sandbox.faults.gateway import GatewayFaults
from app.sandbox.gateway.gateway import Gateway
from app.sandbox.gateway.options import GatewayOptions
from app.sandbox.gateway.transport import GatewayEndpoint
from app.sandbox.limits.limits import Limits
from app.sandbox.pages import Pages
from app.sandbox.rest.api import RestApi
from app.sandbox.rest.modules import MODULES
from app.sandbox.specification.specification import Specification
from app.sandbox.world.files import PREFIX as FILES
from app.sandbox.world.world import World


class Sandbox:
    """A world, and everything by which it is reached.

    /api/v10 (REST, behind limits, faults and the specification) · /gateway (WebSocket) ·
    /oauth2/authorize (consent) · /attachments (uploaded files) · / (the viewer) ·
    /sandbox/limits and /sandbox/faults (the same knobs for other processes). `mount` adds more.
    """

    def __init__(
        self,
        world: World | None = None,
        clock: Clock | None = None,
        gateway_options: GatewayOptions | None = None,
    ) -> None:
        self.clock: Clock = clock or (world.clock if world is not None else SystemClock())
        self.world = world or World(self.clock)
        stored = StoredInWorld(self.world)
        self.gateway = Gateway(self.world, gateway_options)
        gateway_faults = GatewayFaults(self.world)
        gateway_faults.attach(self.gateway)
        self.limits = Limits(self.clock)
        self.faults = Faults(self.clock, stored, gateway_faults)
        self.specification = Specification.from_environment(stored)
        self._mounted: list[tuple[str, App]] = []
        self._server: EmbeddedServer | None = None
        self._authority = ""
        self._mount_all()

    @property
    def url(self) -> str:
        return f"http://{self._authority}"

    @property
    def api(self) -> str:
        return f"{self.url}/api/v10"

    @property
    def authorize_url(self) -> str:
        """Where an application sends a browser; without a query."""
        return f"{self.url}/oauth2/authorize"

    @property
    def gateway_url(self) -> str:
        """Without a query: clients add their own to the text."""
        return f"ws://{self._authority}/gateway"

    def mount(self, prefix: str, application: App) -> None:
        """Hands `prefix` and every path below it to `application`; the longest prefix wins."""
        self._mounted.append((prefix.rstrip("/"), application))
        self._mounted.sort(key=lambda mounted: len(mounted[0]), reverse=True)

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Returns when connections are accepted. Port 0 takes a free one."""
        self._server = EmbeddedServer(self._application)
        found = await self._server.listen(host, port)
        self._authority = f"{host}:{found}"
        self.gateway.url = self.gateway_url
        self.world.address = self.url

    async def stop(self) -> None:
        """Ends every connection, WebSockets with 1012; what a fault holds back goes out first."""
        self.faults.clear()
        if self._server is not None:
            await self._server.close()
            self._server = None

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self.stop()

    def _mount_all(self) -> None:
        rest = RestApi(self.world, self.gateway, MODULES)
        self.mount("/api", Front(rest, rest.templates, self._layers()))
        self.mount("/gateway", GatewayEndpoint(self.gateway))
        self.mount(FILES, Cdn(self.world))
        self.mount("/", Pages(self.world, self.limits, self.faults))

    def _layers(self) -> list[Layer]:
        """From the outside in: what is refused never reaches a fault, and a fault no check."""
        layers: list[Layer] = [self.limits.layer, self.faults.layer]
        if self.specification is not None:
            return [self.specification.refusals_layer, *layers, self.specification.layer]
        return layers

    async def _application(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"]
        for prefix, application in self._mounted:
            if path == prefix or path.startswith(f"{prefix}/"):
                await application(scope, receive, send)
                return
