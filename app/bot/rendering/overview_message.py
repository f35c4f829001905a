"""How a server stands, at a glance."""

from collections.abc import Iterator, Mapping

from app.bot.rendering import parts
from app.bot.rendering.answer import answer
from app.bot.rendering.escaping import name, prose, shortened
from app.bot.rendering.message import Message
from app.bot.rendering.parts import Accent
from app.bot.rendering.run_message import state_sentence
from app.bot.rendering.times import ago
from app.bot.rendering.voice import Voice
from app.shared.application.guilds.show_overview import LiveFacts, Overview, Sync
from app.shared.domain.structure.identifiers import GuildId

_RUNS_SHOWN = 3
_LONGEST = 500


def overview_message(
    voice: Voice, guild_id: GuildId, found: Overview, names: Mapping[str, str]
) -> Message:
    """`names` are those of the design's author and of who asked for the runs, by actor."""
    words = voice.words
    called = words.overview_title if found.live is None else name(found.live.name)
    lines = [
        _design(voice, found, names),
        _sync(voice, found),
        *([] if found.live is None else _live(voice, found.live)),
        f"**{words.overview_runs}**",
        *_runs(voice, found),
    ]
    return answer(
        called,
        "\n".join(line for line in lines if line),
        parts.row(parts.link(words.open_web, voice.links.overview(guild_id))),
        accent=Accent.CREATE if found.sync is Sync.IN_SYNC else Accent.NEUTRAL,
    )


def _design(voice: Voice, found: Overview, names: Mapping[str, str]) -> str:
    latest = found.latest
    if latest is None:
        return voice.words.overview_no_design
    return voice.words.overview_design(
        latest.number, ago(latest.saved_at), name(names[latest.author])
    )


def _sync(voice: Voice, found: Overview) -> str:
    words = voice.words
    if found.unread_because is not None:
        because = prose(shortened(found.unread_because.message, _LONGEST))
        return f"⚠ {words.overview_unknown} {because}"
    match found.sync:
        case Sync.IN_SYNC:
            return f"✓ {words.overview_in_sync}"
        case Sync.DRIFTED:
            return f"⚠ {words.overview_drifted}"
        case Sync.NEVER_APPLIED:
            return words.overview_never if found.latest is not None else ""
    return words.overview_unknown


def _live(voice: Voice, live: LiveFacts) -> Iterator[str]:
    words = voice.words
    used = [words.overview_limit(what, *numbers) for what, numbers in live.limits.items()]
    members = [] if live.members is None else [words.overview_members(live.members)]
    yield " · ".join([*members, *used])
    if live.bot.fix_text:
        yield f"⚠ {prose(shortened(live.bot.fix_text, _LONGEST))}"
        yield from (f"-# {one.permission.label}: {prose(one.why)}" for one in live.bot.missing)
    else:
        yield f"✓ {words.overview_bot_fine}"


def _runs(voice: Voice, found: Overview) -> Iterator[str]:
    if not found.runs:
        yield voice.words.overview_no_runs
    for run in found.runs[:_RUNS_SHOWN]:
        yield f"- {ago(run.created_at)}: {state_sentence(voice, run)}"
