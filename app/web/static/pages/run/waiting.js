import { api } from "../../lib/api.js";
import { html, useEffect, useState } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say } from "../../lib/say.js";

const AGAIN_MS = 5000;

/** For a run that nobody has taken up: whether there is anybody who could. */
export function Waiting({ run }) {
  const [missing, set] = useState(false);
  const waits = run.state === "queued";
  useEffect(() => {
    if (!waits) return undefined;
    const look = () => api.get("/status").then((status) => set(status.carries_out === false), () => undefined);
    look();
    const timer = setInterval(look, AGAIN_MS);
    return () => clearInterval(timer);
  }, [waits]);
  if (!waits || !missing) return null;
  return html`<p class="notice unattended" role="status">${icon("hourglass")}<span>${say("The bot is offline, and no worker is there. This run is kept, and begins when one of them is back. If that takes long, tell whoever runs this Guildwright.")}</span></p>`;
}
