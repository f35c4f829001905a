// The side editor for the same document as text: line numbers, problems at their line, Ctrl+Enter applies.
import { drawNow, html, useLayoutEffect, useRef } from "../../lib/html.js";
import { say, language } from "../../lib/say.js";
import { problems as problemCount } from "../../lib/words.js";
import { canEdit } from "../state/document.js";
import { announce, tell } from "../state/notice.js";
import { commentsDiffer } from "../state/pending.js";
import { notDone } from "../saving/save.js";
import { close } from "../side.js";
import { Icon } from "../ui/icon.js";
import { apply, canApply, discard, fellBehind, followDesign, takeUpText, typed, yamlProblems, yamlState } from "./text.js";
import { Gutter } from "./gutter.js";
import { lineCount, part, show, showLine, shownLines, shownText, startOfLine, typePart } from "./part.js";

export function YamlEditor() {
  const area = useRef(null);
  useLayoutEffect(() => { takeUpText(); return followDesign(); }, []);
  const content = shownText.value;
  const goTo = (problem) => {
    if (problem.line) showLine(problem.line);
    drawNow();
    const line = (problem.line || 1) - part.peek().first;
    const start = startOfLine(area.current.value, line) + Math.max(0, (problem.column || 1) - 1);
    area.current.focus();
    area.current.setSelectionRange(start, start);
    area.current.scrollTop = Math.max(0, (line - 5) * parseFloat(getComputedStyle(area.current).lineHeight));
  };
  const take = async () => {
    try {
      if (await apply()) announce(say("The YAML is applied."));
      else if (yamlProblems.peek()[0]) goTo(yamlProblems.peek()[0]);
    } catch (error) {
      notDone(error, take);
    }
  };
  const onKeyDown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) take();
    else if (event.key === "Tab" && !event.shiftKey && canEdit.peek()) insert(area.current, "  ");
    else if (event.key === "Escape") { area.current.blur(); document.querySelector("[data-yaml-apply], [data-close]")?.focus(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return html`<div class="yaml">
    <header class="inspector-head"><${Icon} name="file-code" /><h2>YAML</h2>
      <span class="yaml-state" role="status">${stateWord()}</span>
      <button type="button" class="icon-button" aria-label=${say("Close the YAML")} onClick=${close}><${Icon} name="x" /></button></header>
    ${fellBehind.value && html`<p class="banner">${say("This text was typed over an earlier state of the design. Applying it replaces what was edited since; undo brings that back.")}</p>`}
    ${content !== null && yamlState.value === "unwritable" && html`<p class="banner">${say("This is the text from before: the design has problems that cannot be written as YAML. Solve the findings, and the text follows again.")}</p>`}
    ${content === null && yamlState.value !== "failed" && yamlState.value !== "unwritable" ? html`<div class="skeleton yaml-skeleton"></div>` : null}
    ${content === null && (yamlState.value === "failed" || yamlState.value === "unwritable") && html`<p class="field-problem">${yamlState.value === "failed"
      ? say("The YAML could not be written just now. Edit something, or open it again.") : say("The design has problems that cannot be written as YAML. Solve the findings first.")}</p>`}
    ${content !== null && part.value.count > 1 && html`<${Parts} />`}
    ${content !== null && html`<div class="yaml-box">
      <${Gutter} area=${area} first=${part.value.first} lines=${shownLines.value} problems=${yamlProblems.value} />
      <textarea ref=${area} class="yaml-text" spellcheck=${false} wrap="off" aria-label=${say("The design as YAML")} aria-invalid=${yamlProblems.value.length ? "true" : undefined}
        aria-describedby="yaml-problems" readOnly=${!canEdit.value || yamlState.value === "unwritable"} value=${content} onKeyDown=${onKeyDown}
        onInput=${(event) => typePart(event.target.value)}></textarea></div>`}
    <div id="yaml-problems" class="yaml-problems" aria-live="polite">${yamlProblems.value.slice(0, 20).map((one, at) => html`
      <button type="button" key=${at} class="finding" onClick=${() => goTo(one)}><span class="yaml-line">${say("Line {line}", { line: one.line || "?" })}</span>
        <span>${one.what}<span class="finding-remedy">${one.remedy}</span></span></button>`)}</div>
    ${canEdit.value && html`<footer class="yaml-foot"><span class="field-hint">${say("Ctrl Enter applies, Escape leaves the text.")}</span>
      <button type="button" class="button" disabled=${typed.value === null} onClick=${() => { discard(); tell(say("What was typed is dropped.")); }}>${say("Drop")}</button>
      <button type="button" class="button button-primary" data-yaml-apply disabled=${typed.value === null || (yamlProblems.value.length > 0 && !canApply.value)} onClick=${take}>${say("Apply")}</button></footer>`}
  </div>`;
}

function stateWord() {
  if (yamlState.value === "checking") return say("checking\u2026");
  if (yamlProblems.value.length) return problemCount(yamlProblems.value.length);
  if (yamlState.value === "unwritable") return say("behind the design");
  if (typed.value !== null) return say("not applied");
  return commentsDiffer.value ? say("applied, not saved") : say("same as the design");
}

/** The way through a text that is too long to be shown at once. */
function Parts() {
  const { number, count, first } = part.value;
  const words = (line) => line.toLocaleString(language);
  return html`<nav class="yaml-parts" aria-label=${say("Parts of the text")}>
    <button type="button" class="icon-button" aria-label=${say("The lines before")} disabled=${number === 0} onClick=${() => show(number - 1)}><${Icon} name="arrow-up" /></button>
    <span role="status">${say("Lines {first} to {last} of {count}", { first: words(first + 1), last: words(first + shownLines.value), count: words(lineCount.value) })}</span>
    <button type="button" class="icon-button" aria-label=${say("The lines after")} disabled=${number === count - 1} onClick=${() => show(number + 1)}><${Icon} name="arrow-down" /></button>
  </nav>`;
}

function insert(area, value) {
  area.setRangeText(value, area.selectionStart, area.selectionEnd, "end");
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
