// The server's word on the document, asked for a moment after the last edit.
import { computed, effect, signal } from "../../lib/html.js";
import { api } from "../../lib/api.js";
import { countedByThing, placed } from "../model/problems.js";
import { design, phase } from "./document.js";
import { path } from "./page.js";

const PAUSE_MS = 400;

export const problems = signal([]);
export const checking = signal(false);
export const checkFailed = signal("");
export const problemCounts = computed(() => countedByThing(problems.value));

let timer = 0, asked = 0;

export function watchDesign() {
  effect(() => {
    if (phase.value !== "ready") return;
    const current = design.value;
    clearTimeout(timer);
    timer = setTimeout(() => check(current), PAUSE_MS);
  });
}

async function check(current) {
  const turn = (asked += 1);
  checking.value = true;
  try {
    const answer = await api.post(path("/design/check"), { design: current });
    if (turn === asked) problems.value = placed(answer.problems, current);
    checkFailed.value = "";
  } catch (error) {
    if (turn === asked) checkFailed.value = error.detail ?? "The design could not be checked just now.";
  } finally {
    if (turn === asked) checking.value = false;
  }
}
