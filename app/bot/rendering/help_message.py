"""What Guildwright does here, what somebody may do with it, and how it is."""

from collections.abc import Sequence

from app.bot.rendering import parts
from app.bot.rendering.answer import answer
from app.bot.rendering.message import Message
from app.bot.rendering.parts import Accent
from app.bot.rendering.run_message import state_sentence
from app.bot.rendering.times import ago
from app.bot.rendering.voice import Voice
from app.shared.application.ports.bot_presence import BotState
from app.shared.domain.access.rights import Rights
from app.shared.domain.access.wording import labels
from app.shared.domain.runs.run import Run
from app.shared.domain.structure.identifiers import GuildId


def help_message(voice: Voice, guild_id: GuildId, rights: Rights) -> Message:
    words = voice.words
    may = labels(rights.held) or words.help_no_rights
    body = (
        f"{words.help_intro}\n**{words.help_rights}**\n{may}\n"
        f"{words.help_commands}\n-# {words.help_hidden}"
    )
    return answer(
        words.help_title,
        body,
        parts.row(parts.link(words.open_web, voice.links.overview(guild_id))),
    )


def status_message(
    voice: Voice,
    guild_id: GuildId,
    state: BotState | None,
    runs: Sequence[Run] | None,
    version: str,
    *,
    store_away: bool,
) -> Message:
    """`state` is None where Redis is away. `runs` are those that have not ended; None where who
    asks may not look at them, or `store_away`: where the database does not answer."""
    words = voice.words
    lines: list[str] = []
    if state is None:
        lines.append(f"⚠ {words.status_unknown}")
    elif state.online:
        lines.append(f"✓ {words.status_online}")
        lines += [] if state.latency_ms is None else [words.status_latency(state.latency_ms)]
        lines += [] if state.since is None else [words.status_since(ago(state.since))]
    else:
        lines.append(f"⚠ {words.status_offline}")
    if store_away:
        lines.append(f"⚠ {words.status_store_away}")
    elif runs is not None:
        lines += _under_way(voice, runs)
    lines.append(f"-# {words.status_version(version)}")
    fine = state is not None and state.online and not store_away
    return answer(
        words.status_title,
        "\n".join(lines),
        parts.row(parts.link(words.open_web, voice.links.overview(guild_id))),
        accent=Accent.CREATE if fine else Accent.CHANGE,
    )


def _under_way(voice: Voice, runs: Sequence[Run]) -> list[str]:
    words = voice.words
    told = [words.status_run(state_sentence(voice, run), ago(run.created_at)) for run in runs]
    return told or [words.status_no_run]
