// Who saved a version, by name where we have one; never an id.
import { memberNames } from "../access/members.js";

const me = document.getElementById("designer").dataset.user;

/** An author is a name, or `user:<id>`. */
export function authorName(version, otherwise = "Somebody") {
  const author = version.author_name ?? version.author;
  if (!author) return otherwise;
  const id = /^(?:user:)?(\d+)$/.exec(author)?.[1];
  if (id === undefined) return author === "operator" ? "The operator" : author;
  return id === me ? "You" : memberNames.value.get(id) ?? otherwise;
}
