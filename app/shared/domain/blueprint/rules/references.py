"""What a blueprint may point to: its own roles and channels, and Discord ids."""

from collections.abc import Iterable, Iterator

from app.shared.domain.blueprint.keys import names_an_id
from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.blueprint.suggestions import did_you_mean, one_of
from app.shared.domain.structure.channels import Channel, ChannelType
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.structure import Structure

ID_MAX = 2**63 - 1
"""Discord's ids are 64-bit; the top bit is never set."""

TYPE_WORDS = {
    ChannelType.TEXT: "text",
    ChannelType.VOICE: "voice",
    ChannelType.CATEGORY: "category",
    ChannelType.ANNOUNCEMENT: "announcement",
    ChannelType.STAGE: "stage",
    ChannelType.FORUM: "forum",
    ChannelType.MEDIA: "media",
}


def role_reference(structure: Structure, key: Key, path: Path) -> Iterator[Problem]:
    if names_an_id(key):
        yield from id_problems(key, path)
    elif key not in structure.role_by_key:
        yield _unknown("role", "roles", key, structure.role_by_key, path)


def channel_reference(
    structure: Structure,
    key: Key,
    path: Path,
    *,
    purpose: str = "",
    types: frozenset[ChannelType] = frozenset(ChannelType),
) -> Iterator[Problem]:
    """`purpose` says what the channel is wanted for, where only some types will do."""
    if names_an_id(key):
        yield from id_problems(key, path)
    elif key not in structure.channel_by_key:
        yield _unknown("channel", "channels", key, structure.channel_by_key, path)
    elif (found := structure.channel_by_key[key]).type not in types:
        yield _wrong_type(found, path, purpose, types)


def duplicates(keys: Iterable[Key], path: Path, what: str) -> Iterator[Problem]:
    """One problem for each entry that an earlier one already says."""
    seen: set[Key] = set()
    for index, key in enumerate(keys):
        if key in seen:
            yield Problem(
                what=f'{what} "{key}" is listed twice.', remedy="Keep one.", path=(*path, index)
            )
        seen.add(key)


def id_problems(text: str, path: Path) -> Iterator[Problem]:
    """What is wrong with a Discord id written in decimal."""
    if not text.isascii() or not 0 < len(text) <= 19 or not 0 < int(text) <= ID_MAX:
        yield Problem(
            what=f"{text[:40]} is no Discord id.",
            remedy="An id is a whole number of 17 to 19 digits; copy it with Discord's Copy ID.",
            path=path,
        )


def is_unknown_reference(problem: Problem) -> bool:
    """Whether it says that something pointed to is not there."""
    return problem.what.startswith(("There is no role with", "There is no channel with"))


def _unknown(kind: str, section: str, key: Key, known: Iterable[Key], path: Path) -> Problem:
    hint = did_you_mean(key, known)
    remedy = hint or f"Point to a key under {section}, or to a Discord id: `{kind} 1234…`."
    return Problem(what=f'There is no {kind} with the key "{key}".', remedy=remedy, path=path)


def _wrong_type(
    channel: Channel, path: Path, purpose: str, types: frozenset[ChannelType]
) -> Problem:
    wanted = one_of(TYPE_WORDS[fitting] for fitting in sorted(types))
    return Problem(
        what=f'"{channel.key}" is a {TYPE_WORDS[channel.type]} channel and cannot be {purpose}.',
        remedy=f"Choose a {wanted} channel.",
        path=path,
    )
