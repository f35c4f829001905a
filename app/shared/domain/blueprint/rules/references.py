"""What a blueprint may point to: its own roles and channels, and Discord ids."""

from collections.abc import Iterable, Iterator

from app.shared.domain.blueprint.keys import names_an_id
from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.blueprint.suggestions import did_you_mean
from app.shared.domain.language.listing import one_of
from app.shared.domain.language.saying import say, to_say
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
"""As YAML has them."""
ROLE_TWICE = to_say('Role "{key}" is listed twice.')
CHANNEL_TWICE = to_say('Channel "{key}" is listed twice.')


def role_reference(structure: Structure, key: Key, path: Path) -> Iterator[Problem]:
    if names_an_id(key):
        yield from id_problems(key, path)
    elif key not in structure.role_by_key:
        yield _unknown_role(key, structure.role_by_key, path)


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
        yield _unknown_channel(key, structure.channel_by_key, path)
    elif (found := structure.channel_by_key[key]).type not in types:
        yield _wrong_type(found, path, purpose, types)


def duplicates(keys: Iterable[Key], path: Path, listed_twice: str) -> Iterator[Problem]:
    """One problem for each entry that an earlier one already says; `listed_twice` is a sentence
    with `{key}` in it, marked to be said."""
    seen: set[Key] = set()
    for index, key in enumerate(keys):
        if key in seen:
            yield Problem(
                what=say(listed_twice, key=key), remedy=say("Keep one."), path=(*path, index)
            )
        seen.add(key)


def id_problems(text: str, path: Path) -> Iterator[Problem]:
    """What is wrong with a Discord id written in decimal."""
    if not text.isascii() or not 0 < len(text) <= 19 or not 0 < int(text) <= ID_MAX:
        yield Problem(
            what=say("{text} is no Discord id.", text=text[:40]),
            remedy=say(
                "An id is a whole number of 17 to 19 digits; copy it with Discord's Copy ID."
            ),
            path=path,
        )


def _unknown_role(key: Key, known: Iterable[Key], path: Path) -> Problem:
    return Problem(
        what=say('There is no role with the key "{key}".', key=key),
        remedy=did_you_mean(key, known)
        or say("Point to a key under roles, or to a Discord id: `role 1234…`."),
        path=path,
        points_nowhere=True,
    )


def _unknown_channel(key: Key, known: Iterable[Key], path: Path) -> Problem:
    return Problem(
        what=say('There is no channel with the key "{key}".', key=key),
        remedy=did_you_mean(key, known)
        or say("Point to a key under channels, or to a Discord id: `channel 1234…`."),
        path=path,
        points_nowhere=True,
    )


def _wrong_type(
    channel: Channel, path: Path, purpose: str, types: frozenset[ChannelType]
) -> Problem:
    wanted = one_of(TYPE_WORDS[fitting] for fitting in sorted(types))
    return Problem(
        what=say(
            '"{key}" is a {type} channel and cannot be {purpose}.',
            key=channel.key,
            type=TYPE_WORDS[channel.type],
            purpose=purpose,
        ),
        remedy=say("Choose a {type} channel.", type=wanted),
        path=path,
    )
