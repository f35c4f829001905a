// What others say of a plan while its page is open, and that it was run.
import { api } from "../../lib/api.js";
import { useEffect, useState } from "../../lib/html.js";
import { say } from "../../lib/say.js";
import { toast } from "../../lib/toast.js";
import { whileLooking } from "../../lib/while_looking.js";
import { ofGuild, self } from "../parts/place.js";

const EVERY_MS = 10_000;
const NO_USE = new Set([401, 403, 404]);

const named = (review) => review.by?.display_name ?? review.by_name;

/** Of one review; `before` is what the same person had said. */
function newsOf(review, before) {
  const who = named(review);
  if (review.verdict === before?.verdict && review.at === before.at) return null;
  return review.verdict === "reject" ? say("{who} rejected this plan.", { who }) : say("{who} approved this plan.", { who });
}

/** What is new about others' reviews, as sentences. */
export function newsBetween(before, after) {
  const others = (reviews) => new Map(reviews.filter((one) => one.by?.id !== self).map((one) => [one.by?.id, one]));
  const was = others(before);
  const is = others(after);
  const gone = [...was].filter(([id]) => !is.has(id)).map(([, one]) => say("{who} took back what they said of this plan.", { who: named(one) }));
  return [...[...is].map(([id, one]) => newsOf(one, was.get(id))).filter(Boolean), ...gone];
}

/** The plan as it was loaded, with reviews and run as they are now. */
export function useSaid(loaded) {
  const [current, set] = useState({ loaded, view: loaded });
  useEffect(() => {
    if (loaded.run_id || loaded.empty) return undefined;
    let known = loaded;
    let isOver = false;
    async function look() {
      let said;
      try {
        said = await api.get(ofGuild(`/plans/${loaded.hash}/reviews`));
      } catch (error) {
        return !NO_USE.has(error.status);
      }
      if (isOver) return false;
      for (const news of newsBetween(known.reviews, said.reviews)) toast(news);
      known = { ...loaded, ...said };
      set({ loaded, view: known });
      return !said.run_id;
    }
    const end = whileLooking(EVERY_MS, look, { later: true });
    return () => ((isOver = true), end());
  }, [loaded]);
  return current.loaded === loaded ? current.view : loaded;
}
