// Asks the server about a document from beside the page: a large one takes so long to be written and
// sent that an edit would wait for it.
import { call } from "../../lib/api.js";
import { patched } from "../model/patch.js";

let base = null;

/** {text}: what later patches are over. {turn, path, patch, csrf}: to be checked. */
addEventListener("message", async ({ data: { text, turn, path, patch, csrf } }) => {
  if (text !== undefined) return void (base = JSON.parse(text));
  try {
    const { problems } = await call("POST", path, { design: patched(base, patch) }, { csrf });
    postMessage({ turn, problems });
  } catch (error) {
    postMessage({ turn, detail: error.detail ?? "", code: error.code });
  }
});
