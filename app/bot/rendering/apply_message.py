"""The question before a plan is applied, and where the answer is to be given."""

from collections.abc import Iterator

from app.bot.rendering import parts
from app.bot.rendering.custom_ids import custom_id
from app.bot.rendering.escaping import prose, shortened
from app.bot.rendering.message import Message, Part
from app.bot.rendering.pages import paged
from app.bot.rendering.plan_message import (
    PlanToShow,
    accent_of,
    counts,
    finding_block,
    nothing_to_do,
    title,
)
from app.bot.rendering.voice import Voice
from app.shared.application.rendering.plan_board import plan_board
from app.shared.application.rendering.plan_parts import SEVERITIES, cost_text
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.structure.identifiers import UserId

_ROOM = 2200
_LONGEST = 200


def apply_message(voice: Voice, found: PlanToShow, asker: UserId) -> Message:
    """The button that applies belongs to `asker`. There is none where something else has to be
    done first, or where each loss is to be confirmed by its name."""
    words, plan = voice.words, found.plan
    pages = paged(_blocks(voice, found), _ROOM)
    shown = list(pages[0])
    if len(pages) > 1:
        shown.append(words.and_more(sum(len(page) for page in pages[1:])))
    return Message(
        components=(
            parts.container(
                accent_of(plan),
                parts.text(
                    f"### {words.apply_title}\n{title(voice, plan).removeprefix('### ')}\n"
                    f"{counts(voice, plan)}\n-# {prose(cost_text(plan.cost))}"
                ),
                parts.text("\n".join(shown)) if shown else None,
                parts.text(_what_now(voice, found)),
                parts.row(*_controls(voice, found, asker)),
            ),
        )
    )


def may_be_applied_here(found: PlanToShow) -> bool:
    """Whether one press is enough. The core asks again, whatever is answered here."""
    plan = found.plan
    return not (plan.is_empty or plan.blocked or plan.destructive) and found.reviews.ready


def _blocks(voice: Voice, found: PlanToShow) -> Iterator[str]:
    yield from (_finding(one) for one in found.plan.findings if one.severity is not _INFORMS)
    if found.plan.destructive:
        yield f"**{voice.words.apply_destroys}**"
        destructive = {change.id for change in found.plan.destructive}
        for group in plan_board(found.shown)["groups"]:
            for view in group["changes"]:
                if view["id"] in destructive:
                    loses = prose(shortened(view["loses"], _LONGEST))
                    yield f"`{view['sign']}` {prose(view['title'])}\n-# {loses}".rstrip("\n-# ")


_INFORMS = Severity.INFORMS


def _finding(finding: Finding) -> str:
    sign = SEVERITIES[finding.severity][0]
    return finding_block({"sign": sign, "what": finding.what, "remedy": finding.remedy})


def _what_now(voice: Voice, found: PlanToShow) -> str:
    words, plan = voice.words, found.plan
    if plan.is_empty:
        return nothing_to_do(voice, found)
    if plan.blocked:
        return f"**{words.plan_blocked}**"
    if found.reviews.rejected:
        return f"**{words.plan_rejected}**"
    said = [] if found.reviews.ready else [words.plan_needs_second]
    if plan.destructive:
        linked = voice.links.plan(plan.guild_id, plan.hash) is not None
        said.append(words.apply_in_web if linked else words.apply_without_web)
    return " ".join(said) or words.apply_how


def _controls(voice: Voice, found: PlanToShow, asker: UserId) -> Iterator[Part | None]:
    words, plan = voice.words, found.plan
    if may_be_applied_here(found):
        label = words.apply_button(len(plan.changes))
        yield parts.button(label, custom_id("apply", found.id, asker), parts.Style.SUCCESS)
    elif not found.reviews.ready and not (plan.is_empty or plan.blocked):
        yield parts.button(words.apply_show_here, custom_id("plan-share", found.id))
    yield parts.link(words.open_web, voice.links.plan(plan.guild_id, plan.hash))
