import { api } from "../../../lib/api.js";
import { html, useRef, useState } from "../../../lib/html.js";
import { say } from "../../../lib/say.js";
import { ofGuild } from "../place.js";
import { Picture } from "../pictures.js";
import { Combo } from "./combo.js";

const PATIENCE_MS = 250;

const asOption = (member) => ({
  id: member.id,
  label: member.display_name,
  mark: html`<${Picture} person=${member} />`,
  hint: member.bot ? say("bot") : member.name,
  member,
});

/** What finds a member by name: the server is asked as one types. */
export function MemberPicker({ label = say("Member"), onPick, disabled }) {
  const [options, setOptions] = useState([]);
  const [none, setNone] = useState(say("Type a name."));
  const latest = useRef({ timer: 0, asked: "" });

  async function search(text) {
    latest.current.asked = text;
    try {
      const found = await api.get(ofGuild(`/members?query=${encodeURIComponent(text)}`));
      if (latest.current.asked !== text) return;
      setOptions((found.items ?? found).map(asOption));
      setNone(say("Nobody here is called “{name}”.", { name: text }));
    } catch (error) {
      if (latest.current.asked === text) setNone(error.detail);
    }
  }

  function typed(text) {
    clearTimeout(latest.current.timer);
    const wanted = text.trim();
    if (!wanted) {
      latest.current.asked = "";
      setOptions([]);
      setNone(say("Type a name."));
      return;
    }
    setNone(say("Searching…"));
    latest.current.timer = setTimeout(() => search(wanted), PATIENCE_MS);
  }

  return html`<${Combo} label=${label} options=${options} onQuery=${typed} none=${none} disabled=${disabled} placeholder=${say("Search members")} onPick=${(one) => onPick(one.member)} />`;
}
