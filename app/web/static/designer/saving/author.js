// Who saved a version, by name; never an id.
import { say } from "../../lib/say.js";
import { memberNames } from "../access/members.js";

const me = document.getElementById("designer").dataset.user;
const AT_THE_BEGINNING = { [say("the operator")]: say("The operator"), [say("a member who left")]: say("A member who left") };

/** For the beginning of a sentence. `author` is `user:<id>` or `operator`, `author_name` their name. */
export function authorName({ author, author_name: name }, otherwise = say("Somebody")) {
  if (!author) return otherwise;
  const id = /^user:(\d+)$/.exec(author)?.[1];
  if (id !== undefined && id === me) return say("You");
  if (name) return AT_THE_BEGINNING[name] ?? name;
  return memberNames.value.get(id) ?? otherwise;
}
