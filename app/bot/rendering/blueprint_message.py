"""The design as a document: taken over, checked, given out, listed."""

from collections.abc import Mapping, Sequence

from app.bot.rendering import parts
from app.bot.rendering.answer import answer
from app.bot.rendering.custom_ids import custom_id
from app.bot.rendering.escaping import name, prose, shortened
from app.bot.rendering.message import File, Message
from app.bot.rendering.pages import paged
from app.bot.rendering.parts import Accent
from app.bot.rendering.times import ago
from app.bot.rendering.voice import Voice
from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion, VersionHead
from app.shared.domain.blueprint.problems import Problem
from app.shared.domain.structure.identifiers import GuildId, UserId

VERSIONS_ON_PAGE = 10
_LONGEST = 400
_ROOM = 3000


def imported_message(
    voice: Voice,
    guild_id: GuildId,
    blueprint: Blueprint,
    text: str,
    notes: Sequence[str],
    asker: UserId,
) -> Message:
    """The live server as a document. Saving it is `asker`'s to decide."""
    words, structure = voice.words, blueprint.structure
    found = words.import_found(len(structure.roles), len(structure.channels))
    shown = _cut(voice, [f"- {prose(shortened(note, _LONGEST))}" for note in notes])
    return answer(
        words.import_title,
        "\n".join((found, *shown, f"**{words.import_nothing_saved}**")),
        parts.row(
            parts.button(words.import_save, custom_id("import-save", asker), parts.Style.PRIMARY),
            parts.link(words.open_web, voice.links.designer(guild_id)),
        ),
        files=(_document(text),),
    )


def saved_message(voice: Voice, version: BlueprintVersion) -> Message:
    return answer(
        voice.words.import_saved_title,
        voice.words.version_saved(version.number),
        parts.row(
            parts.button(voice.words.plan_button, custom_id("plan-version", version.number)),
            parts.link(voice.words.open_web, voice.links.designer(version.guild_id)),
        ),
        accent=Accent.CREATE,
    )


def valid_message(voice: Voice, guild_id: GuildId, blueprint: Blueprint) -> Message:
    words, structure = voice.words, blueprint.structure
    return answer(
        words.validate_good,
        words.validate_found(len(structure.roles), len(structure.channels)),
        parts.row(parts.link(words.open_web, voice.links.designer(guild_id))),
        accent=Accent.CREATE,
    )


def problems_message(voice: Voice, problems: Sequence[Problem]) -> Message:
    """Each with its place in the file and what would be right."""
    words = voice.words
    lines = [_problem(voice, one) for one in problems]
    return answer(
        words.validate_bad_title,
        "\n".join((f"**{words.problems(len(problems))}**", *_cut(voice, lines))),
        accent=Accent.REMOVE,
    )


def exported_message(voice: Voice, version: BlueprintVersion, text: str, author: str) -> Message:
    return answer(
        voice.words.export_title,
        voice.words.export_of(version.number, ago(version.saved_at), name(author)),
        parts.row(parts.link(voice.words.open_web, voice.links.designer(version.guild_id))),
        files=(_document(text, f"blueprint-{version.number}.yaml"),),
    )


def versions_message(
    voice: Voice,
    guild_id: GuildId,
    heads: Sequence[VersionHead],
    names: Mapping[str, str],
    *,
    newest: bool,
    more: bool,
) -> Message:
    words = voice.words
    lines = [
        words.version_line(
            head.number, ago(head.saved_at), name(names[head.author], 40), name(head.message, 120)
        )
        for head in heads
    ]
    options = [
        parts.option(words.version_option_label(head.number), str(head.number)) for head in heads
    ]
    return answer(
        words.versions_title,
        "\n".join(lines),
        parts.row(parts.select(custom_id("plan-picked"), options, words.versions_plan)),
        parts.row(
            None if newest else parts.button(words.history_newest, custom_id("versions", 0)),
            parts.button(words.history_older, custom_id("versions", heads[-1].number))
            if more
            else None,
            parts.link(words.open_web, voice.links.history(guild_id)),
        ),
    )


def _document(text: str, file_name: str = "blueprint.yaml") -> File:
    return File(name=file_name, content=text.encode("utf-8", "replace"))


def _problem(voice: Voice, one: Problem) -> str:
    what = prose(shortened(f"{one.what} {one.remedy}".strip(), _LONGEST))
    if not one.line:
        return f"- {what}"
    return f"- **{voice.words.problem_at(one.line, max(1, one.column))}** {what}"


def _cut(voice: Voice, lines: list[str]) -> list[str]:
    """What fits, and how many there are beyond."""
    pages = paged(lines, _ROOM)
    more = sum(len(page) for page in pages[1:])
    return [*pages[0], *([voice.words.and_more(more)] if more else [])]
