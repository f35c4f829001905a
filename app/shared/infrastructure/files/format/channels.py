"""How channels are written: one map per type, named by the type's word."""

from collections.abc import Callable
from functools import partial
from types import MappingProxyType
from typing import Any

from app.shared.domain.blueprint.rules.references import TYPE_WORDS
from app.shared.domain.blueprint.rules.standing import ORDER
from app.shared.domain.language.listing import one_of
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure import limits
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.fields import (
    HIDE_MEDIA_DOWNLOADS,
    REQUIRE_TAG,
    SPOILER,
    channel_fields,
)
from app.shared.infrastructure.files.format.access import AccessForm
from app.shared.infrastructure.files.format.tags import TagForm
from app.shared.infrastructure.files.forms.bits import Bits, BitWords
from app.shared.infrastructure.files.forms.containers import Fields, Line, ListOf
from app.shared.infrastructure.files.forms.form import Form
from app.shared.infrastructure.files.forms.look import EmojiForm
from app.shared.infrastructure.files.forms.numbers import Bitrate, Duration, Whole
from app.shared.infrastructure.files.forms.references import KeyForm
from app.shared.infrastructure.files.forms.text import Flag, Maybe, Text, Word

CHANNEL_FALLBACK = "channel"
SYNCED = None
"""The value of `access` where the document says nothing about it."""
CHILDREN = "channels"

_IGNORABLE_WORDS = {"parent": "category"}
_FLAGS = Bits(
    {
        "require_tag": REQUIRE_TAG,
        "hide_media_downloads": HIDE_MEDIA_DOWNLOADS,
        "spoiler": SPOILER,
    },
    BitWords(
        no_list=to_say("Here stands {found} instead of a list of flags."),
        is_none=to_say("{number} is no flag."),
        one=to_say("the name of a flag"),
        unknown=to_say('There is no flag "{name}".'),
    ),
)


def _line(name: str, form: Form[Any], default: Any, help: str, default_help: str) -> Line:
    return Line(
        word=name,
        attribute=name,
        form=form,
        default=default,
        help=help,
        default_help=default_help,
    )


def _value_lines(type: ChannelType) -> dict[str, Line]:
    stage = type is ChannelType.STAGE
    users = limits.USER_LIMIT_STAGE if stage else limits.USER_LIMIT_VOICE
    bitrate = limits.BITRATE_STAGE if stage else limits.BITRATE_BY_TIER[-1]
    archive = Duration(unit=60, choices=("1h", "1d", "3d", "1w"))
    order = Word({"latest_activity": 0, "creation_date": 1})
    topic = Text(limits.topic_limit(type), least=0)
    lines = (
        _line("topic", topic, "", "The text above the channel, or a forum's guidelines.", "none"),
        _line("nsfw", Flag(), False, "Whether it is age-restricted.", "false"),
        _line("slowmode", Duration(), 0, "The wait between messages or posts, at most 6h.", "0s"),
        _line("bitrate", Bitrate(bitrate), 64000, "8kbps to what the boosts allow.", "64kbps"),
        _line("user_limit", Whole(0, users), 0, "How many people fit; 0 is no limit.", "0"),
        _line("region", Maybe(Text(100)), None, "The voice region.", "Discord chooses"),
        _line("video_quality", Word({"auto": 1, "full": 2}), 1, "`auto` or `full` (720p).", "auto"),
        _line("archive_after", Maybe(archive), None, "When new threads go quiet.", "Discord's, 3d"),
        _line("thread_slowmode", Duration(), 0, "The slowmode of new threads.", "0s"),
        _line("tags", ListOf(TagForm(), limits.TAGS), (), "Up to 20 tags for posts.", "none"),
        _line(
            "default_reaction", Maybe(EmojiForm()), None, "The reaction offered on posts.", "none"
        ),
        _line("sort_order", Maybe(order), None, "How posts are sorted.", "Discord's"),
        _line(
            "layout",
            Word({"not_set": 0, "list": 1, "gallery": 2}),
            0,
            "`list` or `gallery`.",
            "not_set",
        ),
        _line("flags", _FLAGS, 0, "`require_tag`, `hide_media_downloads`, `spoiler`.", "none"),
    )
    return {line.attribute: line for line in lines}


_NAMES = {
    ChannelType.TEXT: to_say("The name of the text channel."),
    ChannelType.VOICE: to_say("The name of the voice channel."),
    ChannelType.CATEGORY: to_say("The name of the category."),
    ChannelType.ANNOUNCEMENT: to_say("The name of the announcement channel."),
    ChannelType.STAGE: to_say("The name of the stage channel."),
    ChannelType.FORUM: to_say("The name of the forum channel."),
    ChannelType.MEDIA: to_say("The name of the media channel."),
}


def _lines(type: ChannelType) -> tuple[Line, ...]:
    word = TYPE_WORDS[type]
    has = {field.name for field in channel_fields(type)}
    values = [line for name, line in _value_lines(type).items() if name in has]
    synced = "none" if type is ChannelType.CATEGORY else "the category's, or none without one"
    name_form = Text(limits.CHANNEL_NAME)
    name = Line(word=word, attribute="name", form=name_form, help=_NAMES[type])
    return (
        name,
        _line("key", KeyForm(), None, "The key, unique among channels.", "made from the name"),
        _line("access", AccessForm(), SYNCED, "Who may do what here; `{}` is none.", synced),
        *values,
        _line("ignore", ListOf(ignorable(type)), (), "Fields left to humans.", "none"),
        _line("protect", Flag(), False, "Whether it must never be deleted.", "false"),
    )


def ignorable(type: ChannelType) -> Word[str]:
    names = [field.name for field in channel_fields(type)]
    words = {_IGNORABLE_WORDS.get(name, name): name for name in names}
    return Word(words | {ORDER: ORDER})


def _all_ignorable() -> Word[str]:
    words: dict[str, str] = {}
    for each in ChannelType:
        words |= ignorable(each).values
    return Word(words)


IGNORABLE_OF_CHANNELS = _all_ignorable()


def _hints() -> dict[str, Callable[[], str]]:
    """What to say to somebody who gives a field to a type that does not have it."""
    hints = {"name": _stands_behind_the_type, "type": _stands_behind_the_type}
    hints[CHILDREN] = lambda: say("Only categories have channels in them.")
    return hints | {word: partial(_belongs, word) for word in _value_lines(ChannelType.FORUM)}


def _stands_behind_the_type() -> str:
    return say("The name stands behind the type: `voice: Lounge`.")


def _belongs(word: str) -> str:
    owners = one_of(TYPE_WORDS[each] for each in ChannelType if word in _values_of(each))
    return say("It is for a {types} channel: remove the line.", types=owners)


def _values_of(type: ChannelType) -> set[str]:
    return {field.name for field in channel_fields(type)}


_NOUNS = {
    ChannelType.TEXT: to_say("A channel of type text"),
    ChannelType.VOICE: to_say("A channel of type voice"),
    ChannelType.CATEGORY: to_say("A category"),
    ChannelType.ANNOUNCEMENT: to_say("A channel of type announcement"),
    ChannelType.STAGE: to_say("A channel of type stage"),
    ChannelType.FORUM: to_say("A channel of type forum"),
    ChannelType.MEDIA: to_say("A channel of type media"),
}


def _fields(type: ChannelType) -> Fields:
    category = type is ChannelType.CATEGORY
    return Fields(
        _NOUNS[type],
        _lines(type),
        frozenset({CHILDREN}) if category else frozenset(),
        MappingProxyType(_hints()),
    )


CHANNELS: dict[ChannelType, Fields] = {each: _fields(each) for each in ChannelType}
TYPES_BY_WORD = {word: each for each, word in TYPE_WORDS.items()}
