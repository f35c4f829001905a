"""A plan: what it does, what to know before, what it costs; a page at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from app.bot.rendering import parts
from app.bot.rendering.custom_ids import custom_id
from app.bot.rendering.escaping import code, name, prose, shortened
from app.bot.rendering.message import File, Message, Part
from app.bot.rendering.pages import paged, pager, within
from app.bot.rendering.parts import Accent
from app.bot.rendering.times import ago
from app.bot.rendering.voice import Voice
from app.shared.application.access.list_reviews import PlanReviews
from app.shared.application.planning.show_plan import ShownPlan
from app.shared.application.rendering.plan_board import plan_board
from app.shared.application.rendering.plan_parts import SEVERITIES
from app.shared.application.rendering.plan_view import plan_text
from app.shared.domain.access.actors import actor_of
from app.shared.domain.access.reviews import Verdict
from app.shared.domain.planning.changes import ChangeKind
from app.shared.domain.planning.findings import Severity
from app.shared.domain.planning.plan import Plan

HASH_SHOWN = 12
_HASH_IN_ID = 32
"""Digits that say which plan is meant: more than anybody could make two plans begin alike."""
_LONGEST_SENTENCE = 500
_LONGEST_FIELD = 160
_FIELDS_SHOWN = 6
_PLACES_SHOWN = 6
_BODY_ROOM = 2600
"""Less than other pages have, since what people said of the plan stands below every one."""
_REVIEWS_ROOM = 600
_REVIEWS_SHOWN = 5
_LONGEST_COMMENT = 200


@dataclass(frozen=True, kw_only=True)
class PlanToShow:
    """`names` are what people are called, by actor."""

    shown: ShownPlan
    reviews: PlanReviews
    names: Mapping[str, str]

    @property
    def plan(self) -> Plan:
        return self.shown.stored.plan

    @property
    def id(self) -> str:
        """Stands in buttons."""
        return self.plan.hash[:_HASH_IN_ID]


def plan_message(voice: Voice, found: PlanToShow, page: int = 0, *, shown_by: int = 0) -> Message:
    """`shown_by` is the id of who has shown it to everybody in the channel; 0 for nobody. It
    stands in the buttons, so that the message stays one for everybody."""
    board = plan_board(found.shown)
    pages = paged(_blocks(voice, found, board), _BODY_ROOM)
    page = within(page, len(pages))
    body = "\n".join(pages[page])
    words = voice.words
    return Message(
        components=(
            parts.container(
                accent_of(found.plan),
                parts.text(_head(voice, found, board, page)),
                parts.separator() if body else None,
                parts.text(body) if body else None,
                _foot(voice, found, shown_by),
                pager(
                    lambda to: custom_id("plan", found.id, to, shown_by), page, len(pages), words
                ),
                *_controls(voice, found, shown_by),
            ),
        )
    )


def plan_file(voice: Voice, found: PlanToShow) -> Message:
    """The whole plan as text, for plans that are read better in one go."""
    file = File(
        name=f"plan-{found.plan.hash[:HASH_SHOWN]}.txt",
        content=plan_text(found.plan).encode("utf-8", "replace"),
    )
    return Message(
        components=(
            parts.container(
                accent_of(found.plan), parts.text(title(voice, found.plan)), parts.file(file.name)
            ),
        ),
        files=(file,),
    )


def title(voice: Voice, plan: Plan) -> str:
    guild = name(plan.guild_name)
    return f"### {voice.words.plan_title(code(plan.hash[:HASH_SHOWN]), guild)}"


def nothing_to_do(voice: Voice, found: PlanToShow) -> str:
    """Of an empty plan, by what it was made for."""
    back = found.shown.stored.rolls_back is not None
    return voice.words.plan_back_empty if back else voice.words.plan_empty


def accent_of(plan: Plan) -> Accent:
    severities = {finding.severity for finding in plan.findings}
    if Severity.BLOCKS in severities or plan.destructive:
        return Accent.REMOVE
    return Accent.CHANGE if Severity.WARNS in severities else Accent.NEUTRAL


def counts(voice: Voice, plan: Plan) -> str:
    number = {kind: len(plan.of_kind(kind)) for kind in ChangeKind}
    return voice.words.plan_counts(
        create=number[ChangeKind.CREATE],
        change=number[ChangeKind.UPDATE],
        move=number[ChangeKind.MOVE],
        access=number[ChangeKind.ACCESS],
        remove=number[ChangeKind.DELETE],
    )


def finding_block(view: Mapping[str, Any]) -> str:
    what = prose(shortened(view["what"], _LONGEST_SENTENCE))
    remedy = prose(shortened(view["remedy"], _LONGEST_SENTENCE))
    return f"{view['sign']} **{what}**" + (f"\n{remedy}" if remedy else "")


def _head(voice: Voice, found: PlanToShow, board: Mapping[str, Any], page: int) -> str:
    plan = found.plan
    lines = [title(voice, plan)]
    if page == 0:
        by = voice.words.plan_made(name(found.names[found.shown.stored.made_by]), ago(plan.made_at))
        lines += [f"{prose(board['origin_text'])}, {by}"]
        if plan.is_empty:
            lines.append(f"**{nothing_to_do(voice, found)}**")
        else:
            lines += [counts(voice, plan), f"-# {prose(board['cost_text'])}"]
    return "\n".join(lines)


def _blocks(voice: Voice, found: PlanToShow, board: Mapping[str, Any]) -> Iterator[str]:
    yield from (finding_block(view) for view in board["findings_view"])
    if board["labels"]:
        yield f"**{voice.words.rollback_labels}**"
    for label in board["labels"]:
        yield f"⚠ **{prose(label['title'])}** {prose(label['text'])}"
    for group in board["groups"]:
        yield f"**{name(group['title'])}**"
        yield from (_change(view) for view in group["changes"])
    if board["access_view"]:
        yield f"**{voice.words.plan_access}**"
        yield from (_access(view) for view in board["access_view"])
    for wait in found.plan.cost.waits:
        yield f"-# {prose(shortened(wait.why, _LONGEST_SENTENCE))}"


def _change(view: Mapping[str, Any]) -> str:
    lines = [f"`{view['sign']}` {prose(view['title'])}"]
    if view["remark"]:
        lines[0] += f" · {prose(view['remark'])}"
    fields = view["fields"]
    lines += [f"-# {_field(field)}" for field in fields[:_FIELDS_SHOWN]]
    if len(fields) > _FIELDS_SHOWN:
        lines.append(f"-# … +{len(fields) - _FIELDS_SHOWN}")
    if view["loses"]:
        lines.append(f"-# ⚠ {prose(shortened(view['loses'], _LONGEST_SENTENCE))}")
    return "\n".join(lines)


def _field(field: Mapping[str, str]) -> str:
    label = f"{field['label']}: " if field["label"] else ""
    before = f"{shortened(field['before'], _LONGEST_FIELD)} → " if field["before"] else ""
    text = f"{label}{before}{shortened(field['after'], _LONGEST_FIELD)}"
    return prose(text.replace("\n", " "))


def _access(view: Mapping[str, Any]) -> str:
    gained = [f"+ {label}" for label in view["gained"]]
    lost = [f"− {label}" for label in view["lost"]]
    places = view["places"]
    more = f" … +{len(places) - _PLACES_SHOWN}" if len(places) > _PLACES_SHOWN else ""
    what = prose(", ".join([*gained, *lost]))
    who = prose(view["who"])
    return f"`◐` {who}: {what}\n-# {prose(', '.join(places[:_PLACES_SHOWN]))}{more}"


def _foot(voice: Voice, found: PlanToShow, shown_by: int) -> Part | None:
    """What people said of it, and what is still needed."""
    words, reviews = voice.words, found.reviews
    lines = _reviews(voice, found)
    if found.shown.run is not None:
        lines.append(words.plan_run_already)
    elif reviews.rejected:
        lines.append(f"**{words.plan_rejected}**")
    elif reviews.two_person and not found.plan.is_empty:
        lines.append(words.plan_approved if reviews.ready else words.plan_needs_second)
    if found.plan.blocked:
        lines.append(f"**{words.plan_blocked}**")
    if shown_by:
        lines.append(f"-# {words.plan_shared_by(f'<@{shown_by}>')}")
    return parts.text("\n".join(lines)) if lines else None


def _reviews(voice: Voice, found: PlanToShow) -> list[str]:
    """The newest that there is room for, and how many more there are."""
    every = found.reviews.reviews
    shown: list[str] = []
    room = _REVIEWS_ROOM
    for one in reversed(every[-_REVIEWS_SHOWN:]):
        line = voice.words.plan_review(
            name(found.names[actor_of(one.review.reviewer)]),
            approved=one.review.verdict is Verdict.APPROVE,
            comment=name(one.review.comment, _LONGEST_COMMENT),
            counts=one.counts,
        )
        room -= len(line) + 1
        if shown and room < 0:
            break
        shown.insert(0, line)
    more = len(every) - len(shown)
    return [*shown, voice.words.and_more(more)] if more else shown


def _controls(voice: Voice, found: PlanToShow, shown_by: int) -> Iterator[Part | None]:
    words, plan = voice.words, found.plan
    applicable = not (plan.is_empty or plan.blocked) and found.shown.run is None
    apply = parts.button(words.plan_apply, custom_id("ask", found.id), parts.Style.PRIMARY)
    run = found.shown.run
    yield parts.row(
        apply if applicable else None,
        parts.button(words.plan_show_run, custom_id("run", run.id)) if run else None,
        parts.button(words.plan_again, custom_id("plan-again", found.id)) if not run else None,
        parts.link(words.open_web, voice.links.plan(plan.guild_id, plan.hash)),
    )
    asks = applicable and found.reviews.two_person
    yes, no = custom_id("review", found.id, shown_by), custom_id("reject", found.id, shown_by)
    yield parts.row(
        parts.button(words.plan_approve, yes) if asks else None,
        parts.button(words.plan_reject, no) if applicable else None,
        None if shown_by else parts.button(words.show_here, custom_id("plan-share", found.id)),
        None if plan.is_empty else parts.button(words.as_file, custom_id("plan-file", found.id)),
    )


def severities_line(plan: Plan) -> str:
    """`⛔ 1  ⚠ 2  ⓘ 3`."""
    found = [finding.severity for finding in plan.findings]
    return "  ".join(
        f"{sign} {found.count(severity)}"
        for severity, (sign, _) in SEVERITIES.items()
        if severity in found
    )
