// The permissions explorer: who may do what in which channel, and the rule that decides.
import { permissionRules } from "../designer/model/permissions.js";
import { readRegistry } from "../designer/model/registry.js";
import { api } from "../lib/api.js";
import { html, useEffect, useLayoutEffect, useMemo, useRef, useState } from "../lib/html.js";
import { say, sayAround } from "../lib/say.js";
import { Empty } from "./parts/empty.js";
import { ofGuild } from "./parts/place.js";
import { show } from "./parts/show.js";
import { When } from "./parts/when.js";
import { channels as channelsCounted, roles } from "./parts/words.js";
import { boardOf, channelsFor, subjectsFor } from "./permissions/board.js";
import { matrixIn } from "./permissions/matrix.js";
import { questionsOf } from "./permissions/questions.js";
import { memberSubject, roleSubjects, togetherSubject } from "./permissions/subjects.js";
import { Toolbar } from "./permissions/toolbar.js";
import { Why } from "./permissions/why.js";

async function load() {
  const [permissions, live, saved] = await Promise.all([
    api.get("/permissions-registry"),
    api.get(ofGuild("/live")),
    api.get(ofGuild("/design")),
  ]);
  const registry = readRegistry({ permissions, groups: [], channel_fields: {} });
  return { registry, rules: permissionRules(registry), live, saved };
}

/** The state of the page after one change of the toolbar. */
function changed(state, change, live, design) {
  const { member, together, removed, ...rest } = change;
  const added = member ? memberSubject(member, live) : together ? togetherSubject(design, together) : null;
  const extra = state.extra.filter((one) => one.id !== removed && one.id !== added?.id);
  return { ...state, ...rest, extra: added ? [added, ...extra] : extra, picked: null };
}

function Matrix({ board, picked, onPick, label }) {
  const host = useRef(null);
  const matrix = useRef(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  useLayoutEffect(() => {
    matrix.current = matrixIn(host.current, { label, onPick: (row, column) => pick.current(row, column) });
  }, []);
  useLayoutEffect(() => matrix.current.show(board), [board]);
  useLayoutEffect(() => matrix.current.select(picked), [picked]);
  return html`<div class="matrix-host" ref=${host}></div>`;
}

function Legend() {
  return html`<ul class="legend dense muted">
    <li><span class="legend-cell yes" aria-hidden="true">✓</span> ${say("may")}</li>
    <li><span class="legend-cell no" aria-hidden="true">✕</span> ${say("may not")}</li>
    <li><span class="legend-cell yes here" aria-hidden="true">✓</span> ${say("the channel makes it otherwise than the role is in the whole server")}</li>
  </ul>`;
}

function sized(isLive, { live, saved }, channels, subjects) {
  const size = { channels: channelsCounted(channels.length), roles: roles(subjects.length) };
  if (!isLive) return say("{channels} × {roles}, version {number}. Pick a cell to see why.", { ...size, number: saved.version });
  return sayAround("{channels} × {roles}, read {when}. Pick a cell to see why.", { ...size, when: html`<${When} at=${live.taken_at} />` });
}

function View({ data }) {
  const { registry, rules, live, saved } = data;
  const questions = useMemo(() => questionsOf(registry), [registry]);
  const [state, set] = useState({ source: "live", asked: questions[0][1][0], channelText: "", roleText: "", extra: [], picked: null });
  const design = state.source === "live" ? live.design : saved.design;
  const channels = useMemo(() => channelsFor(design, state.channelText), [design, state.channelText]);
  const subjects = useMemo(() => [...state.extra, ...subjectsFor(roleSubjects(design), state.roleText)], [design, state.extra, state.roleText]);
  const board = useMemo(() => boardOf({ rules, design, channels, subjects, asked: state.asked }), [design, channels, subjects, state.asked]);
  const picked = state.picked && { channel: channels[state.picked.row], subject: subjects[state.picked.column] };
  useEffect(() => {
    if (picked) document.getElementById("why-heading")?.scrollIntoView({ block: "nearest" });
  }, [state.picked]);
  if (!live.design.channels.length) {
    return html`<h1>${say("Permissions")}</h1><${Empty} title=${say("No channel that the bot can see")}>${say("Give the bot's role View Channels, then look again.")}<//>`;
  }
  return html`<header class="page-head"><div>
      <h1>${say("Permissions")}</h1>
      <p class="muted">${sized(state.source === "live", data, channels, subjects)}</p>
    </div></header>
    <${Toolbar} state=${state} questions=${questions} design=${design} hasDesign=${Boolean(saved.design)} change=${(change) => set(changed(state, change, live, design))} />
    <div class="explorer">
      <div class="explorer-main">
        ${channels.length && subjects.length
          ? html`<${Matrix} board=${board} picked=${state.picked} label=${say("{question}: channels by roles", { question: state.asked.label })} onPick=${(row, column) => set({ ...state, picked: { row, column } })} />`
          : html`<p class="muted">${say("Nothing here is called so.")}</p>`}
        <${Legend} />
      </div>
      <div aria-live="polite">${picked && html`<${Why} picked=${picked} asked=${state.asked} design=${design} rules=${rules} registry=${registry} onClose=${() => set({ ...state, picked: null })} />`}</div>
    </div>`;
}

await show({ load, View, heading: say("Permissions") });
