"""What is served beside the API: the viewer, consent, and the knobs for other processes."""

from app.sandbox.exchange.asgi import App, Receive, Scope, Send
from app.sandbox.faults.faults import Faults
from app.sandbox.limits.limits import Limits
from app.sandbox.world.world import World


class Pages:
    """Made at its first request: FastAPI and pydantic take longer to load than all the rest."""

    def __init__(self, world: World, limits: Limits, faults: Faults) -> None:
        self._world = world
        self._limits = limits
        self._faults = faults
        self._made: dict[str, App] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        self._made = self._made or self._make()
        path = scope["path"]
        address = next(each for each in self._made if path.startswith(each))
        await self._made[address](scope, receive, send)

    def _make(self) -> dict[str, App]:
        """By address, the longest first."""
        from app.sandbox.consent.application import ADDRESS as CONSENT
        from app.sandbox.consent.application import consent
        from app.sandbox.exchange.control_page import control_page
        from app.sandbox.faults.page import ADDRESS as FAULTS
        from app.sandbox.faults.page import FaultsPage
        from app.sandbox.limits.page import ADDRESS as LIMITS
        from app.sandbox.limits.page import LimitsPage
        from app.sandbox.viewer.application import viewer

        return {
            FAULTS: control_page(FAULTS, FaultsPage(self._faults)),
            LIMITS: control_page(LIMITS, LimitsPage(self._limits)),
            CONSENT: consent(self._world),
            "/": viewer(self._world),
        }
