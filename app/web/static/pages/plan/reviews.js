import { api } from "../../lib/api.js";
import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { say, sayAround, sayCounted, toSay } from "../../lib/say.js";
import { Copy } from "../parts/copy.js";
import { useDoing } from "../parts/doing.js";
import { may, ofGuild, self } from "../parts/place.js";
import { Problem } from "../parts/problem.js";
import { When } from "../parts/when.js";

const VERDICTS = {
  approve: ["circle-check", toSay("{you} approved {when}"), toSay("{who} approved {when}")],
  reject: ["circle-x", toSay("{you} rejected {when}"), toSay("{who} rejected {when}")],
};
const LONGEST = 2000;

function Review({ review }) {
  const [sign, own, others] = VERDICTS[review.verdict] ?? VERDICTS.approve;
  const parts = {
    you: html`<b>${say("You")}</b>`,
    who: html`<b>${review.by?.display_name ?? review.by_name}</b>`,
    when: html`<span class="muted"><${When} at=${review.at} /></span>`,
  };
  return html`<li class="review verdict-${review.verdict}">
    ${icon(sign)}
    <div>
      <p>${sayAround(review.by?.id === self ? own : others, parts)}
        ${review.counts === false && html` <span class="chip">${say("no longer counts")}</span>`}</p>
      ${review.comment && html`<p class="review-comment">${review.comment}</p>`}
    </div>
  </li>`;
}

function Policy({ policy }) {
  if (policy?.rejected) {
    return html`<p class="two-person rejected" role="status">${say("Somebody has rejected this plan. It cannot be run until they take it back.")}</p>`;
  }
  if (!policy?.two_person) return null;
  const missing = Math.max(0, policy.need - policy.have);
  return html`<div class="two-person ${missing ? "" : "met"}" role="status">
    <p>
      ${missing
        ? sayCounted(
            policy.need,
            "Somebody else must approve this plan before you can run it: {have} of {number} approval is there. Send the link to somebody who may approve.",
            "Somebody else must approve this plan before you can run it: {have} of {number} approvals are there. Send the link to somebody who may approve.",
            { have: policy.have },
          )
        : say("Somebody else has approved this plan, as this server asks for a plan of this risk.")}
    </p>
    ${missing > 0 && html`<${Copy} text=${location.origin + location.pathname} label=${say("Copy the link")} />`}
  </div>`;
}

/** Who has said what, and the own word. The comment goes along when the plan is run, too. */
export function Reviews({ view, comment, reload }) {
  const [run, doing] = useDoing();
  const allowed = may("approve");
  const over = Boolean(view.run_id);
  const reviews = view.reviews ?? [];
  const own = reviews.find((one) => one.by?.id === self);
  const judge = (verdict) =>
    run(async () => {
      await api.post(ofGuild(`/plans/${view.hash}/reviews`), { verdict, comment: comment.value.trim() });
      comment.value = "";
      await reload();
    });
  return html`<section aria-labelledby="reviews-heading">
    <header class="section-head"><h2 id="reviews-heading">${say("Review")}</h2></header>
    ${over
      ? html`<p class="muted">${say("This plan was run meanwhile, so a review changes nothing any more. What you wrote is still here.")}</p>`
      : html`<${Policy} policy=${view.review_policy} />`}
    ${reviews.length > 0
      ? html`<ul class="reviews">${reviews.map((one) => html`<${Review} review=${one} />`)}</ul>`
      : html`<p class="muted">${say("Nobody has reviewed this plan yet.")}</p>`}
    <div class="review-own field">
      <label for="comment">${say("Comment")} <span class="muted">${say("(optional)")}</span></label>
      <textarea
        id="comment"
        class="textarea"
        rows="2"
        maxlength=${LONGEST}
        disabled=${!allowed || doing.busy}
        value=${comment.value}
        onInput=${(event) => (comment.value = event.currentTarget.value)}
      ></textarea>
      <div class="buttons">
        <button type="button" class="button" disabled=${!allowed || over || doing.busy || view.blocked} onClick=${() => judge("approve")}>
          ${icon("check")}${say("Approve")}
        </button>
        <button type="button" class="button" disabled=${!allowed || over || doing.busy} onClick=${() => judge("reject")}>
          ${icon("x")}${say("Reject")}
        </button>
        ${own &&
        html`<button type="button" class="button button-quiet" disabled=${!allowed || over || doing.busy} onClick=${() => judge("withdraw")}>
          ${icon("undo-2")}${say("Take back what I said")}
        </button>`}
      </div>
    </div>
    ${doing.error && html`<${Problem} error=${doing.error} />`}
  </section>`;
}
