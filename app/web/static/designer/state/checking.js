// The server's word on the document, asked for a moment after the last edit. A saved version is not
// asked about: the server has taken it.
import { computed, effect, signal } from "../../lib/html.js";
import { renewToken } from "../../lib/api.js";
import { say } from "../../lib/say.js";
import { patchOf } from "../model/patch.js";
import { countedByThing, placed } from "../model/problems.js";
import { design, phase, saved } from "./document.js";
import { path } from "./page.js";

/** Between the last edit and the question; longer where the answers take long. */
const PAUSE_MS = 400, LONGEST_PAUSE_MS = 3000;

export const problems = signal([]);
export const checking = signal(false);
export const checkFailed = signal("");
export const problemCounts = computed(() => countedByThing(problems.value));

let timer = 0, asked = 0, askedAt = 0, pause = PAUSE_MS, worker = null, known = null;
/** The document that the last question was about. */
let current = null;

export function watchDesign() {
  effect(() => {
    if (phase.value !== "ready") return;
    const now = design.value;
    clearTimeout(timer);
    if (now === saved.value.design && saved.value.version !== null) settle([]);
    else timer = setTimeout(() => check(now), pause);
  });
}

/** Nothing that was asked before matters any more. */
function settle(found) {
  asked += 1;
  problems.value = found;
  checking.value = false;
  checkFailed.value = "";
}

function check(now) {
  const base = saved.peek().design;
  worker ??= begun();
  if (known !== base) worker.postMessage({ text: JSON.stringify(base) });
  known = base;
  current = now;
  checking.value = true;
  askedAt = performance.now();
  const turn = (asked += 1);
  worker.postMessage({ turn, path: path("/design/check"), patch: patchOf(base, now), csrf: document.body.dataset.csrf ?? "" });
}

function begun() {
  const made = new Worker(new URL("./check_worker.js", import.meta.url), { type: "module" });
  made.addEventListener("message", ({ data }) => { if (data.turn === asked) heard(data); });
  made.addEventListener("error", () => {
    worker = known = null;
    heard({ detail: "" });
  });
  return made;
}

async function heard({ problems: found, detail, code, turn }) {
  if (code === "csrf_token" && (await renewToken().catch(() => false))) {
    if (turn === asked) check(current);
    return;
  }
  pause = Math.min(LONGEST_PAUSE_MS, Math.max(PAUSE_MS, 2 * (performance.now() - askedAt)));
  if (found) problems.value = placed(found, current);
  checkFailed.value = found ? "" : detail || say("The design could not be checked just now.");
  checking.value = false;
}
