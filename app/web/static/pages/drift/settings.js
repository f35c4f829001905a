import { api } from "../../lib/api.js";
import { html, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say } from "../../lib/say.js";
import { toast } from "../../lib/toast.js";
import { useDoing } from "../parts/doing.js";
import { may, ofGuild } from "../parts/place.js";
import { Problem } from "../parts/problem.js";
import { Rules } from "./rules.js";
import { Quiet, Where } from "./telling.js";
import { EVERY, SUBJECTS } from "./words.js";

const asked = ({ channel_id, quiet_hours, ignored, auto_revert }) => ({ channel_id, quiet_hours, ignored, auto_revert });
const same = (a, b) => JSON.stringify(asked(a)) === JSON.stringify(asked(b));

const tooMuch = (rule) =>
  rule.key === EVERY && rule.field === EVERY ? say("Everything about {things} would be put back. Choose what of it, or which.", { things: say(SUBJECTS[rule.subject].every) }) : "";

/** What the people of the server want done about drift. */
export function Settings({ settings, design, reload }) {
  const [run, doing] = useDoing();
  const [form, set] = useState(settings);
  const disabled = !may("design") || doing.busy;
  const cannotPutBack = disabled || !may("apply");
  const save = (event) => {
    event.preventDefault();
    run(async () => {
      set(await api.put(ofGuild("/drift/settings"), asked(form)));
      toast(say("This holds from now on."));
      await reload();
    });
  };
  return html`<form class="panel panel-body drift-settings" onSubmit=${save} aria-labelledby="settings-heading">
    <h2 id="settings-heading">${say("What is done about it")}</h2>
    <section aria-labelledby="telling-heading">
      <h3 id="telling-heading">${say("Telling")}</h3>
      ${settings.not_told && html`<p class="note-warn" role="note">${icon("triangle-alert")}<span>${say("The last message could not be shown in its channel, so it stands here only. {why}", { why: settings.not_told })}</span></p>`}
      <${Where} channelId=${form.channel_id} design=${design} ids=${settings.channels} disabled=${disabled} onChange=${(channel_id) => set({ ...form, channel_id })} />
      <${Quiet} hours=${form.quiet_hours} disabled=${disabled} onChange=${(quiet_hours) => set({ ...form, quiet_hours })} />
    </section>
    <${Rules}
      name=${say("Not told of")}
      hint=${say("What people may change as they like. It stays out of every list and message.")}
      none=${say("Everything is told.")}
      rules=${form.ignored}
      design=${design}
      disabled=${disabled}
      onChange=${(ignored) => set({ ...form, ignored })}
    />
    <${Rules}
      name=${say("Put back at once")}
      hint=${say("With the rights of whoever adds it last: what they may not do by hand is not put back, and after three times in ten minutes it stops and says so.")}
      none=${say("Nothing is put back by itself.")}
      rules=${form.auto_revert}
      design=${design}
      refuses=${tooMuch}
      disabled=${cannotPutBack}
      onChange=${(auto_revert) => set({ ...form, auto_revert })}
    />
    ${!disabled && cannotPutBack && html`<p class="hint">${say("To choose what is put back takes the right to apply.")}</p>`}
    ${doing.error && html`<${Problem} error=${doing.error} level=${3} />`}
    <div class="buttons"><button type="submit" class="button button-primary" disabled=${disabled || same(form, settings)}>${say("Save")}</button></div>
  </form>`;
}
