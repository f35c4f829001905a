"""What a browser has to load and how fast the designer is in it, at Discord's own limits."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from playwright.async_api import (
    Browser,
    BrowserContext,
    CDPSession,
    Page,
    StorageState,
    async_playwright,
)

from benchmarks.web.place import Place

_CHROMIUM = "/usr/bin/chromium"
_ROW = '[role="treeitem"]'
_WATCH_FIRST_ROW = """
  const look = () => document.querySelector('[role="treeitem"]')
    ? requestAnimationFrame(() => { window.firstRow = performance.now(); })
    : requestAnimationFrame(look);
  look();
"""
_RENAME = """async (texts) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const key = (on, name, init = {}) =>
    on.dispatchEvent(new KeyboardEvent("keydown", {key: name, bubbles: true, ...init}));
  const times = [];
  for (const text of texts) {
    const rows = document.querySelectorAll('[role="treeitem"]');
    const row = rows[times.length % Math.min(rows.length, 20)];
    row.focus();
    key(row, "F2");
    await painted();
    const box = document.querySelector('[role="treeitem"] input');
    const started = performance.now();
    box.value = text;
    box.dispatchEvent(new InputEvent("input", {bubbles: true}));
    key(box, "Enter");
    await painted();
    times.push(performance.now() - started);
  }
  return times;
}"""
_MOVE = """async (count) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [];
  for (let n = 0; n < count; n++) {
    const row = document.querySelector('[role="treeitem"][tabindex="0"]');
    row.focus();
    const started = performance.now();
    row.dispatchEvent(new KeyboardEvent(
      "keydown", {key: n % 2 ? "ArrowUp" : "ArrowDown", altKey: true, bubbles: true}));
    await painted();
    times.push(performance.now() - started);
  }
  return times;
}"""


@dataclass(slots=True)
class Load:
    """What went over the wire for one page, with an empty cache and with a full one."""

    page: str
    requests: int = 0
    kilobytes: float = 0.0
    requests_again: int = 0
    kilobytes_again: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Browsed:
    loads: Sequence[Load]
    first_paint_ms: float
    designer_paint_ms: float
    edit_p50_ms: float
    edit_p95_ms: float
    drop_p95_ms: float

    @property
    def first_load_kb(self) -> float:
        """Of the heaviest page, without its data."""
        return max(load.kilobytes for load in self.loads)


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


async def browse(place: Place, *, edits: int) -> Browsed:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        try:
            state = await _sign_in(browser, place)
            guild = f"/g/{place.guild}"
            names = {"overview": guild, "designer": f"{guild}/designer", "servers": "/servers"}
            loads = [
                await _load(browser, state, name, place.url + path) for name, path in names.items()
            ]
            return await _design(browser, state, f"{place.url}{guild}/designer", loads, edits)
        finally:
            await browser.close()


async def _context(browser: Browser, state: StorageState) -> BrowserContext:
    return await browser.new_context(viewport={"width": 1440, "height": 900}, storage_state=state)


async def _sign_in(browser: Browser, place: Place) -> StorageState:
    """As the server's owner, through the sandbox's own page."""
    context = await browser.new_context()
    try:
        page = await context.new_page()
        await page.goto(f"{place.url}/servers")
        await page.get_by_text("Copper Guild: owner").click()
        await page.get_by_role("button", name="Authorise").click()
        await page.wait_for_url(f"{place.url}/servers")
        return await context.storage_state()
    finally:
        await context.close()


async def _load(browser: Browser, state: StorageState, name: str, url: str) -> Load:
    context = await _context(browser, state)
    try:
        page = await context.new_page()
        load = Load(name)
        load.requests, load.kilobytes = await _fetched(context, page, url)
        load.requests_again, load.kilobytes_again = await _fetched(context, page, url)
        return load
    finally:
        await context.close()


async def _fetched(context: BrowserContext, page: Page, url: str) -> tuple[int, float]:
    devtools = await context.new_cdp_session(page)
    await devtools.send("Network.enable")
    wire = _Wire()
    wire.listen(devtools)
    await page.goto(url, wait_until="networkidle")
    await devtools.detach()
    return wire.requests, wire.octets / 1000


async def _design(
    browser: Browser, state: StorageState, url: str, loads: Sequence[Load], edits: int
) -> Browsed:
    context = await _context(browser, state)
    try:
        page = await context.new_page()
        await page.add_init_script(_WATCH_FIRST_ROW)
        # Once before, as somebody who has been here has the files.
        await page.goto(url, wait_until="networkidle")
        await page.goto(url, wait_until="networkidle")
        await page.wait_for_selector(_ROW)
        painted = await page.evaluate(
            "performance.getEntriesByName('first-contentful-paint')[0].startTime"
        )
        drawn = await page.evaluate("window.firstRow")
        times = sorted(await page.evaluate(_RENAME, [f"renamed-{n}" for n in range(edits)]))
        moves = sorted(await page.evaluate(_MOVE, edits))
        return Browsed(
            loads=loads,
            first_paint_ms=painted,
            designer_paint_ms=drawn,
            edit_p50_ms=times[len(times) // 2],
            edit_p95_ms=times[len(times) * 95 // 100],
            drop_p95_ms=moves[len(moves) * 95 // 100],
        )
    finally:
        await context.close()
