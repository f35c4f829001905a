// Where this page stands: `/g/{guild}/{section}/{id}`.
const [, first, guild, section, id] = location.pathname.split("/");

export const place = first === "g" ? { guild, section, id } : {};

/** The API path of something of this guild. */
export const ofGuild = (rest = "") => `/guilds/${place.guild}${rest}`;

/** The page of something of this guild. */
export const pageOf = (rest = "") => `/g/${place.guild}${rest}`;

const root = document.querySelector("#page");
const rights = new Set((root?.dataset.rights ?? "").split(" ").filter(Boolean));

/** What the person may do here, as the server said when it made the page. The API asks again. */
export const may = (...wanted) => wanted.some((right) => rights.has(right));

export const self = root?.dataset.user ?? "";
