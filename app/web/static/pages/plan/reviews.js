import { api } from "../../lib/api.js";
import { html } from "../../lib/html.js";
import { icon } from "../../lib/icons.js";
import { Copy } from "../parts/copy.js";
import { useDoing } from "../parts/doing.js";
import { may, ofGuild, self } from "../parts/place.js";
import { Problem } from "../parts/problem.js";
import { When } from "../parts/when.js";

const VERDICTS = { approve: ["circle-check", "approved"], reject: ["circle-x", "rejected"] };
const LONGEST = 2000;

function Review({ review }) {
  const [sign, word] = VERDICTS[review.verdict] ?? VERDICTS.approve;
  return html`<li class="review verdict-${review.verdict}">
    ${icon(sign)}
    <div>
      <p><b>${review.by?.id === self ? "You" : (review.by?.display_name ?? review.by_name)}</b> ${word} <span class="muted"><${When} at=${review.at} /></span>
        ${review.counts === false && html` <span class="chip">no longer counts</span>`}</p>
      ${review.comment && html`<p class="review-comment">${review.comment}</p>`}
    </div>
  </li>`;
}

function Policy({ policy }) {
  if (policy?.rejected) {
    return html`<p class="two-person rejected" role="status">Somebody has rejected this plan. It cannot be run until they take it back.</p>`;
  }
  if (!policy?.two_person) return null;
  const missing = Math.max(0, policy.need - policy.have);
  return html`<div class="two-person ${missing ? "" : "met"}" role="status">
    <p>
      ${missing
        ? `Somebody else must approve this plan before you can run it: ${policy.have} of ${policy.need} ${policy.need === 1 ? "approval is" : "approvals are"} there. Send the link to somebody who may approve.`
        : "Somebody else has approved this plan, as this server asks for a plan of this risk."}
    </p>
    ${missing > 0 && html`<${Copy} text=${location.origin + location.pathname} label="Copy the link" />`}
  </div>`;
}

/** Who has said what, and the own word. The comment goes along when the plan is run, too. */
export function Reviews({ view, comment, reload }) {
  const [run, doing] = useDoing();
  const allowed = may("approve");
  const reviews = view.reviews ?? [];
  const own = reviews.find((one) => one.by?.id === self);
  const say = (verdict) =>
    run(async () => {
      await api.post(ofGuild(`/plans/${view.hash}/reviews`), { verdict, comment: comment.value.trim() });
      comment.value = "";
      await reload();
    });
  return html`<section aria-labelledby="reviews-heading">
    <header class="section-head"><h2 id="reviews-heading">Review</h2></header>
    <${Policy} policy=${view.review_policy} />
    ${reviews.length > 0
      ? html`<ul class="reviews">${reviews.map((one) => html`<${Review} review=${one} />`)}</ul>`
      : html`<p class="muted">Nobody has reviewed this plan yet.</p>`}
    <div class="review-own field">
      <label for="comment">Comment <span class="muted">(optional)</span></label>
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
        <button type="button" class="button" disabled=${!allowed || doing.busy || view.blocked} onClick=${() => say("approve")}>
          ${icon("check")}Approve
        </button>
        <button type="button" class="button" disabled=${!allowed || doing.busy} onClick=${() => say("reject")}>
          ${icon("x")}Reject
        </button>
        ${own &&
        html`<button type="button" class="button button-quiet" disabled=${!allowed || doing.busy} onClick=${() => say("withdraw")}>
          ${icon("undo-2")}Take back what I said
        </button>`}
      </div>
    </div>
    ${doing.error && html`<${Problem} error=${doing.error} />`}
  </section>`;
}
