// The matrix in plain DOM: only what is near the view exists, so that 500 × 250 stays smooth.
import { cellMoves } from "./moves.js";

const HEAD = 148;
const SPARE_ROWS = 6;
const COLUMN_BLOCK = 8;
const NARROWEST_COLUMN = 40;

const escaped = (text) => text.replace(/[&<>"]/g, (one) => `&#${one.charCodeAt(0)};`);

function element(css, role, parent) {
  const made = document.createElement("div");
  made.className = css;
  made.setAttribute("role", role);
  parent.append(made);
  return made;
}

/**
 * Draw into `host`. `show({rows, columns, cell})` sets what is shown: `rows` {label, mark, css},
 * `columns` {label, mark}, and `cell(row, column)` → {css, mark, word}. `onPick(row, column)` is
 * called for a click or Enter on a cell. Answers {show, select}.
 */
export function matrixIn(host, { label, onPick }) {
  host.replaceChildren();
  const grid = element("matrix", "grid", host);
  grid.tabIndex = 0;
  grid.setAttribute("aria-label", label);
  const space = element("matrix-space", "presentation", grid);
  const head = element("matrix-head", "row", space);
  head.setAttribute("aria-rowindex", "1");
  const body = element("matrix-body", "presentation", space);
  const corner = element("matrix-corner", "presentation", space);
  const ROW = Number.parseInt(getComputedStyle(grid).getPropertyValue("--row"), 10) || 32;
  const COLUMN = Math.max(NARROWEST_COLUMN, ROW);
  const lines = new Map();
  let shown = { rows: [], columns: [], cell: () => ({}) };
  let at = { row: 0, column: 0 };
  let picked = null;
  let range = null;

  const sideWidth = () => corner.offsetWidth;

  function wantedRange() {
    const top = Math.max(0, Math.floor(grid.scrollTop / ROW) - SPARE_ROWS);
    const bottom = Math.min(shown.rows.length, Math.ceil((grid.scrollTop + grid.clientHeight - HEAD) / ROW) + SPARE_ROWS);
    const block = COLUMN * COLUMN_BLOCK;
    const left = Math.floor(grid.scrollLeft / block) * COLUMN_BLOCK;
    const end = Math.ceil((grid.scrollLeft + grid.clientWidth - sideWidth()) / block) * COLUMN_BLOCK;
    return { top, bottom, left, right: Math.min(shown.columns.length, end) };
  }

  function cellsHtml(row, { left, right }) {
    let text = "";
    for (let column = left; column < right; column += 1) {
      const { css, mark, word } = shown.cell(row, column);
      const chosen = picked?.row === row && picked.column === column;
      const here = at.row === row && at.column === column;
      text += `<div role="gridcell" id="cell-${row}-${column}" aria-colindex="${column + 2}" class="matrix-cell ${css}${here ? " at" : ""}" aria-selected="${chosen}" aria-label="${word}">${mark}</div>`;
    }
    return text;
  }

  function line(row, wanted) {
    const made = element("matrix-line", "row", body);
    const { label: name, mark = "", css = "" } = shown.rows[row];
    made.setAttribute("aria-rowindex", String(row + 2));
    made.innerHTML = `<div class="matrix-name ${css}" role="rowheader" aria-colindex="1" title="${escaped(name)}">${mark}<span>${escaped(name)}</span></div><div class="matrix-cells" role="presentation">${cellsHtml(row, wanted)}</div>`;
    made.style.transform = `translateY(${row * ROW}px)`;
    made.lastElementChild.style.transform = `translateX(${wanted.left * COLUMN}px)`;
    lines.set(row, made);
  }

  function heads({ left, right }) {
    let text = "";
    for (let column = left; column < right; column += 1) {
      const { label: name, mark = "" } = shown.columns[column];
      text += `<div role="columnheader" aria-colindex="${column + 2}" class="matrix-column" title="${escaped(name)}"><span class="matrix-column-name">${escaped(name)}</span>${mark}</div>`;
    }
    head.innerHTML = text;
    head.style.transform = `translateX(${left * COLUMN}px)`;
  }

  function clear() {
    for (const made of lines.values()) made.remove();
    lines.clear();
    range = null;
  }

  function draw() {
    const wanted = wantedRange();
    if (range?.left !== wanted.left || range.right !== wanted.right) {
      clear();
      heads(wanted);
    }
    for (const [row, made] of lines) {
      if (row >= wanted.top && row < wanted.bottom) continue;
      made.remove();
      lines.delete(row);
    }
    for (let row = wanted.top; row < wanted.bottom; row += 1) if (!lines.has(row)) line(row, wanted);
    range = wanted;
    grid.setAttribute("aria-activedescendant", `cell-${at.row}-${at.column}`);
  }

  let waiting = 0;
  const soon = () => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      draw();
    });
  };

  function refresh() {
    clear();
    draw();
  }

  const within = (number, most) => Math.max(0, Math.min(most - 1, number));

  function show(next) {
    shown = next;
    at = { row: within(at.row, next.rows.length), column: within(at.column, next.columns.length) };
    const width = sideWidth() + next.columns.length * COLUMN;
    const height = HEAD + next.rows.length * ROW;
    space.style.width = `${width}px`;
    space.style.height = `${height}px`;
    grid.style.maxWidth = `${width + 16}px`;
    grid.style.maxHeight = `${height + 16}px`;
    grid.setAttribute("aria-rowcount", String(next.rows.length + 1));
    grid.setAttribute("aria-colcount", String(next.columns.length + 1));
    refresh();
  }

  /** Scrolls so that the cell can be seen beside the headers that stand still. */
  function reveal() {
    const [top, left] = [at.row * ROW, at.column * COLUMN];
    const height = grid.clientHeight - HEAD;
    const width = grid.clientWidth - sideWidth();
    if (top < grid.scrollTop) grid.scrollTop = top;
    if (top + ROW > grid.scrollTop + height) grid.scrollTop = top + ROW - height;
    if (left < grid.scrollLeft) grid.scrollLeft = left;
    if (left + COLUMN > grid.scrollLeft + width) grid.scrollLeft = left + COLUMN - width;
  }

  function keyed(event) {
    const page = Math.max(1, Math.floor((grid.clientHeight - HEAD) / ROW) - 1);
    const next = cellMoves(event, at, { rows: shown.rows.length, columns: shown.columns.length, page });
    if (next) {
      event.preventDefault();
      at = { row: within(next[0], shown.rows.length), column: within(next[1], shown.columns.length) };
      reveal();
      refresh();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      onPick(at.row, at.column);
    }
  }

  function clicked(event) {
    const cell = event.target.closest(".matrix-cell");
    if (!cell) return;
    const [, row, column] = cell.id.split("-").map(Number);
    at = { row, column };
    onPick(at.row, at.column);
  }

  function select(cell) {
    picked = cell;
    refresh();
  }

  grid.addEventListener("scroll", soon, { passive: true });
  grid.addEventListener("keydown", keyed);
  grid.addEventListener("click", clicked);
  new ResizeObserver(soon).observe(grid);
  return { show, select };
}
