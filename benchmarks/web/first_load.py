"""What goes over the wire for a page, with an empty cache and with a full one."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, CDPSession, Page

from benchmarks.web.browser import Visitor


@dataclass(slots=True)
class Load:
    page: str
    requests: int = 0
    kilobytes: float = 0.0
    requests_again: int = 0
    kilobytes_again: float = 0.0


@dataclass
class _Wire:
    """Counts what comes for one page. Data of the API is no part of the program that is loaded."""

    kinds: dict[str, bool] = field(default_factory=dict)
    requests: int = 0
    octets: float = 0.0

    def listen(self, devtools: CDPSession) -> None:
        devtools.on("Network.requestWillBeSent", self._sent)
        devtools.on("Network.loadingFinished", self._came)

    def _sent(self, told: dict[str, object]) -> None:
        request = told["request"]
        url = str(request["url"]) if isinstance(request, dict) else ""
        self.kinds[str(told["requestId"])] = "/api/" not in url and not url.startswith("data:")

    def _came(self, told: dict[str, float | str]) -> None:
        octets = float(told["encodedDataLength"])
        if self.kinds.get(str(told["requestId"])) and octets:
            self.requests += 1
            self.octets += octets


async def loads(visitor: Visitor, *, heaviest_alone: bool) -> Sequence[Load]:
    guild = f"/g/{visitor.place.guild}"
    names = {"designer": f"{guild}/designer"}
    if not heaviest_alone:
        names |= {"overview": guild, "servers": "/servers"}
    return [await _load(visitor, name, path) for name, path in names.items()]


async def _load(visitor: Visitor, name: str, path: str) -> Load:
    async with await visitor.window() as context:
        page = await context.new_page()
        load = Load(name)
        load.requests, load.kilobytes = await _fetched(visitor, context, page, path)
        load.requests_again, load.kilobytes_again = await _fetched(visitor, context, page, path)
        return load


async def _fetched(
    visitor: Visitor, context: BrowserContext, page: Page, path: str
) -> tuple[int, float]:
    devtools = await context.new_cdp_session(page)
    await devtools.send("Network.enable")
    wire = _Wire()
    wire.listen(devtools)
    await visitor.open(page, path)
    await devtools.detach()
    return wire.requests, wire.octets / 1000
