"""How fast the designer is drawn and edited at Discord's own limits."""

from dataclasses import dataclass

from playwright.async_api import Page

from benchmarks.web.browser import Visitor

_ROW = '[role="treeitem"]'
_OPENED = 3
_WATCH_FIRST_ROW = """
  const look = () => document.querySelector('[role="treeitem"]')
    ? requestAnimationFrame(() => { window.firstRow = performance.now(); })
    : requestAnimationFrame(look);
  look();
"""
_EDITS = """async (count) => {
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  let turn = 0;
  // Now and then long enough for what is done about edits to begin, each time before another kind.
  const pause = () => new Promise((done) => setTimeout(done, (turn += 1) % 5 ? 40 : 500));
  const press = (on, key, init = {}) =>
    on.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true, cancelable: true, ...init}));
  const type = (on, text) => {
    on.value = text;
    on.dispatchEvent(new InputEvent("input", {bubbles: true}));
  };
  const times = {};
  const timed = async (name, act) => {
    await pause();
    const started = performance.now();
    act();
    await painted();
    (times[name] ??= []).push(performance.now() - started);
  };
  const row = (n) => document.querySelectorAll('[role="treeitem"]')[n % 20 + 1];
  const current = () => document.querySelector('[role="treeitem"][tabindex="0"]');
  const until = async (selector) => {
    while (!document.querySelector(selector)) await painted();
    return document.querySelector(selector);
  };
  for (let n = 0; n < count; n++) {
    await timed("nothing", () => {});
    const at = row(n);
    at.click();
    at.focus();
    press(at, "F2");
    const box = await until('[role="treeitem"] input');
    await timed("rename", () => { type(box, `renamed-${n}`); press(box, "Enter"); });
    await timed("drop", () =>
      press(current(), n % 2 ? "ArrowUp" : "ArrowDown", {altKey: true}));
    const name = await until('.designer-side .input');
    await timed("type", () => type(name, `typed-${n}`));
    const target = await until('.target-row[aria-expanded=true], .target-row');
    if (target.getAttribute("aria-expanded") === "false") target.click();
    const [, leave, allow] = (await until(".switch-row")).querySelectorAll("input");
    await timed("switch", () => (allow.checked ? leave : allow).click());
    await timed("undo", () => press(document.body, "z", {ctrlKey: true}));
  }
  return times;
}"""


@dataclass(frozen=True, slots=True)
class Designed:
    """In milliseconds. Times of edits are by kind, sorted; `nothing` is what a frame takes here."""

    first_paint_ms: float
    tree_drawn_ms: float
    edits_ms: dict[str, list[float]]

    @property
    def edit_p95_ms(self) -> float:
        """Of all edits, whatever their kind."""
        edits = {kind: times for kind, times in self.edits_ms.items() if kind != "nothing"}
        return p95(sorted(time for times in edits.values() for time in times))


def p50(times: list[float]) -> float:
    return times[len(times) // 2]


def p95(times: list[float]) -> float:
    return times[len(times) * 95 // 100]


async def designed(visitor: Visitor, *, edits: int) -> Designed:
    """Of each kind of edit, `edits`; of opening the page, the middle one of a few."""
    path = f"/g/{visitor.place.guild}/designer"
    async with await visitor.window() as context:
        page = await context.new_page()
        await page.add_init_script(_WATCH_FIRST_ROW)
        # Once before, as somebody who has been here has the files.
        await visitor.open(page, path)
        opened = [await _opened(visitor, page, path) for _ in range(_OPENED)]
        times = await page.evaluate(_EDITS, edits)
        return Designed(
            p50(sorted(paint for paint, _ in opened)),
            p50(sorted(drawn for _, drawn in opened)),
            {name: sorted(found) for name, found in times.items()},
        )


async def _opened(visitor: Visitor, page: Page, path: str) -> tuple[float, float]:
    await visitor.open(page, path)
    await page.wait_for_selector(_ROW)
    found: tuple[float, float] = await page.evaluate(
        "[performance.getEntriesByName('first-contentful-paint')[0].startTime, window.firstRow]"
    )
    return found
