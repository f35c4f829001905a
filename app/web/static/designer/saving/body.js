// What is sent to be saved: the design, or its text where somebody wrote one, so that comments stay.
import { api } from "../../lib/api.js";
import { appliedText } from "../state/pending.js";
import { path } from "../state/page.js";

export async function savedBody(design, message) {
  const applied = appliedText.peek();
  if (!applied) return { design, message };
  if (applied.of === design) return { text: applied.text, message };
  const { text } = await api.post(path("/design/check"), { design, base_text: applied.text });
  return text ? { text, message } : { design, message };
}
