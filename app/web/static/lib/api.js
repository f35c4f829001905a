// Calls to our own API. What goes wrong is always an ApiError, with words for people.
import { say } from "./say.js";

const BASE = "/api/v1";

export class ApiError extends Error {
  /** `status` is 0 when nothing was answered. */
  constructor(status, problem) {
    super(problem.detail);
    this.name = "ApiError";
    this.status = status;
    this.code = problem.code ?? "";
    this.detail = problem.detail;
    this.remedy = problem.remedy ?? "";
    this.problems = problem.problems ?? [];
    this.reference = problem.reference ?? "";
    /** The whole problem, for members that one code alone has. */
    this.problem = problem;
  }
}

const noAnswer = () => ({
  code: "no_answer",
  detail: say("Guildwright did not answer."),
  remedy: say("Check your connection. What you typed is still here: try again in a moment."),
});

const somebodyElse = () => ({
  code: "other_person",
  detail: say("Somebody else is signed in in this browser now, so nothing was done."),
  remedy: say("What you typed is still here. Sign in as yourself in another tab, then try again."),
});

const tokenOfPage = () => document.body.dataset.csrf ?? "";

const address = (path) => (path.startsWith(`${BASE}/`) || path === "/sign-out" ? path : BASE + path);

/**
 * Send a request. `ifMatch` is the version that an edit starts from; `idempotencyKey` makes
 * sending twice the same as sending once. A worker has no page and brings the page's `csrf` along.
 * Answers the data alone.
 */
export async function call(method, path, body, options = {}) {
  try {
    return await once(method, path, body, options);
  } catch (error) {
    if (error.code !== "csrf_token" || options.csrf !== undefined || !(await renewToken())) throw error;
    return once(method, path, body, options);
  }
}

/**
 * Signing in again in another tab gives the browser another session, and the page a token that is
 * none any more. -> whether the page has a newer one now. Raises where somebody else signed in.
 */
export async function renewToken() {
  const before = tokenOfPage(), me = await once("GET", "/me", undefined);
  const here = document.querySelector("[data-user]")?.dataset.user;
  if (here && me.user.id !== here) throw new ApiError(403, somebodyElse());
  if (me.csrf) document.body.dataset.csrf = me.csrf;
  return tokenOfPage() !== before;
}

async function once(method, path, body, { ifMatch, idempotencyKey, signal, csrf } = {}) {
  const headers = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  if (method !== "GET") headers["x-csrf-token"] = csrf ?? tokenOfPage();
  if (ifMatch !== undefined) headers["if-match"] = `"${ifMatch}"`;
  if (idempotencyKey) headers["idempotency-key"] = idempotencyKey;
  const content = body === undefined ? undefined : JSON.stringify(body);
  let answer;
  try {
    answer = await fetch(address(path), { method, headers, body: content, signal });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0, noAnswer());
  }
  const data = await parsed(answer);
  if (!answer.ok) throw new ApiError(answer.status, data?.detail ? data : unreadable(answer));
  return data;
}

async function parsed(answer) {
  const text = await answer.text();
  if (!text) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const unreadable = (answer) => ({
  code: `http_${answer.status}`,
  detail: say("The answer could not be read."),
  remedy: say("Something between this page and Guildwright answered instead. Try again in a moment."),
});

export const api = {
  get: (path, options) => call("GET", path, undefined, options),
  post: (path, body, options) => call("POST", path, body, options),
  put: (path, body, options) => call("PUT", path, body, options),
  patch: (path, body, options) => call("PATCH", path, body, options),
  delete: (path, options) => call("DELETE", path, undefined, options),
};

/** To where signing in leads back here. */
export const signInHere = () =>
  `/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`;
