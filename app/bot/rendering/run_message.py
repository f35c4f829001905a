"""A run as it goes on, in one message that is edited: where it stands, what it does, its report."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from app.bot.rendering import parts
from app.bot.rendering.custom_ids import custom_id
from app.bot.rendering.escaping import name, prose, shortened
from app.bot.rendering.limits import MOST_TEXT
from app.bot.rendering.message import Message, Part
from app.bot.rendering.parts import Accent
from app.bot.rendering.times import ago, clock_time
from app.bot.rendering.voice import Voice
from app.shared.application.rendering.deeds import deed
from app.shared.application.rendering.run_board import (
    SIGNS,
    bar,
    report_sentences,
    seconds_left,
    split_words,
)
from app.shared.application.runs.show_run import ShownRun
from app.shared.domain.planning.steps import Step
from app.shared.domain.runs.run import Run, RunState, StepRecord, StepState, Wish
from app.shared.domain.structure.identifiers import UserId

_BAR = 20
_GOING_SHOWN = 6
_FAILED_SHOWN = 5
_DONE_SHOWN = 5
_DIFFERENCES_SHOWN = 5
_SET_OVER_SHOWN = 3
_LONGEST = 220
_ACCENTS = {
    RunState.SUCCEEDED: Accent.CREATE,
    RunState.FAILED: Accent.REMOVE,
    RunState.CANCELLED: Accent.CHANGE,
    RunState.PAUSED: Accent.CHANGE,
}


def run_message(
    voice: Voice, shown: ShownRun, by: str, now: datetime, *, live: bool = True
) -> Message:
    """`by` is what who started it is called. Not `live`: it says that it stays as it is."""
    run, words = shown.run, voice.words
    over = None if live or run.state.is_final else parts.text(f"-# {words.run_watch_over}")
    head = _head(voice, shown, by, now)
    left = MOST_TEXT - len(head) - len("" if over is None else over["content"])
    rest = f"-# {words.run_rest}"
    steps = "\n".join(_fitting(list(_steps(voice, shown)), left, rest))
    report = "\n".join(_fitting(list(_report(voice, run)), left - len(steps), rest))
    return Message(
        components=(
            parts.container(
                _ACCENTS.get(run.state, Accent.MOVE),
                parts.text(head),
                parts.text(steps) if steps else None,
                parts.text(report) if report else None,
                over,
                parts.row(*_controls(voice, run)),
            ),
        )
    )


def state_sentence(voice: Voice, run: Run) -> str:
    words = voice.words
    match run.state, run.wish:
        case RunState.QUEUED, _:
            return words.run_queued
        case RunState.RUNNING, Wish.PAUSE:
            return words.run_pausing
        case RunState.RUNNING | RunState.PAUSED, Wish.CANCEL:
            return words.run_stopping
        case RunState.RUNNING, _:
            return words.run_running
        case RunState.PAUSED, Wish.GO_ON:
            return words.run_resuming
        case RunState.PAUSED, _:
            return words.run_paused
        case RunState.SUCCEEDED, _:
            return words.run_succeeded
        case RunState.CANCELLED, _:
            return words.run_cancelled
    return words.run_failed


def cancel_question(voice: Voice, run_id: str, asker: UserId) -> Message:
    """Whoever pressed Cancel by mistake only closes it."""
    words = voice.words
    return Message(
        components=(
            parts.container(
                Accent.REMOVE,
                parts.text(words.run_cancel_ask),
                parts.row(
                    parts.button(
                        words.run_cancel_do, custom_id("stop", run_id, asker), parts.Style.DANGER
                    )
                ),
            ),
        )
    )


def _fitting(lines: Sequence[str], most: int, rest: str) -> Iterator[str]:
    """All of them, or the first ones with `rest` where there is no room for more."""
    is_cut = _length(lines) > most
    if is_cut:
        most -= _length([rest])
    for line in lines:
        most -= _length([line])
        if most < 0:
            break
        yield line
    if is_cut:
        yield rest


def _length(lines: Sequence[str]) -> int:
    return sum(len(line) + len("\n") for line in lines)


def _head(voice: Voice, shown: ShownRun, by: str, now: datetime) -> str:
    run, words = shown.run, voice.words
    facts = bar(shown, now)
    done, total = facts["done"] + facts["unnecessary"], facts["total"]
    progress = words.run_steps(done, total)
    if not run.state.is_final and run.state is not RunState.PAUSED:
        progress += f", {words.run_eta(clock_time(now + timedelta(seconds=_left(shown, now))))}"
    return "\n".join(
        (
            f"### {words.run_title}: {state_sentence(voice, run)}",
            f"{_bar(done, total)} {progress}",
            f"-# {words.run_started_by(name(by), ago(run.created_at))}",
        )
    )


def _left(shown: ShownRun, now: datetime) -> int:
    return max(1, seconds_left(shown, now))


def _bar(done: int, total: int) -> str:
    full = _BAR if not total else round(_BAR * done / total)
    return "▰" * full + "▱" * (_BAR - full)


def _steps(voice: Voice, shown: ShownRun) -> Iterator[str]:
    """What failed, what goes on or waits, and what was done last."""
    by_state: dict[StepState, list[tuple[Step, StepRecord]]] = {state: [] for state in StepState}
    for step, record in shown.steps:
        by_state[record.state].append((step, record))
    failed = by_state[StepState.FAILED]
    for step, record in failed[:_FAILED_SHOWN]:
        why = _quoted(split_words(record.message)[0])
        yield f"`{SIGNS[StepState.FAILED]}` {_named(step)}\n-# {why}"
    if len(failed) > _FAILED_SHOWN:
        yield voice.words.and_more(len(failed) - _FAILED_SHOWN)
    if not shown.run.state.is_final:
        yield from _going(voice, by_state)
        for step, _ in by_state[StepState.DONE][-_DONE_SHOWN:]:
            yield f"`{SIGNS[StepState.DONE]}` {_named(step)}"


def _going(voice: Voice, by_state: dict[StepState, list[tuple[Step, StepRecord]]]) -> Iterator[str]:
    open_steps = by_state[StepState.STARTED] + by_state[StepState.WAITING]
    held = [one for one in open_steps if one[1].not_before is not None]
    for step, record in held[:_GOING_SHOWN]:
        if record.not_before is not None:
            yield f"`⏳` {voice.words.run_waits(_named(step), clock_time(record.not_before))}"
    for step, record in by_state[StepState.STARTED][:_GOING_SHOWN]:
        if record.not_before is None:
            yield f"`{SIGNS[StepState.STARTED]}` {_named(step)}"


def _named(step: Step) -> str:
    return _quoted(deed(step))


def _quoted(text: str, longest: int = _LONGEST) -> str:
    """At most so many characters, those that escape others among them."""
    quoted, kept = prose(shortened(text, longest)), longest
    while len(quoted) > longest:
        kept -= max(1, (len(quoted) - longest) // 2)
        quoted = prose(shortened(text, kept))
    return quoted


def _report(voice: Voice, run: Run) -> Iterator[str]:
    if run.failure:
        yield f"**{_quoted(split_words(run.failure)[0], 2 * _LONGEST)}**"
    if run.report is None:
        return
    yield prose(" ".join(report_sentences(run.report)))
    yield from _listed(voice, run.report.differences or (), _DIFFERENCES_SHOWN)
    yield from _listed(voice, run.report.set_over, _SET_OVER_SHOWN)


def _listed(voice: Voice, sentences: Sequence[str], most: int) -> Iterator[str]:
    for sentence in sentences[:most]:
        yield f"- {_quoted(sentence)}"
    if len(sentences) > most:
        yield voice.words.and_more(len(sentences) - most)


def _controls(voice: Voice, run: Run) -> Iterator[Part | None]:
    words = voice.words
    if run.state.is_final:
        if run.report is not None and run.report.writes:
            yield parts.button(words.run_roll_back, custom_id("rollback", run.id))
    else:
        pausing = run.wish is Wish.PAUSE or run.state is RunState.PAUSED
        if run.wish is not Wish.CANCEL:
            yield (
                parts.button(words.run_resume, custom_id("resume", run.id), parts.Style.SUCCESS)
                if pausing
                else parts.button(words.run_pause, custom_id("pause", run.id))
            )
            yield parts.button(words.run_cancel, custom_id("cancel", run.id))
        yield parts.button(words.refresh, custom_id("run", run.id))
    yield parts.link(words.open_web, voice.links.run(run.guild_id, run.id))
