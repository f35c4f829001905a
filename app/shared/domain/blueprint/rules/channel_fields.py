"""Rules for the values of a channel's fields."""

from collections.abc import Iterator

from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.blueprint.rules.emojis import emoji_problems
from app.shared.domain.blueprint.rules.keys_in_use import key_problems
from app.shared.domain.blueprint.rules.texts import line_problems, text_problems
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure import limits
from app.shared.domain.structure.channels import POSTS, Channel, ChannelType, Tag
from app.shared.domain.structure.fields import HIDE_MEDIA_DOWNLOADS, REQUIRE_TAG, SPOILER


def field_problems(channel: Channel, path: Path) -> Iterator[Problem]:
    yield from text_problems(
        channel.topic, (*path, "topic"), say("The topic"), limits.topic_limit(channel.type)
    )
    yield from _number_problems(channel, path)
    yield from _choice_problems(channel, path)
    yield from _flag_problems(channel, (*path, "flags"))
    yield from _tag_problems(channel.tags, (*path, "tags"))
    if channel.default_reaction is not None:
        yield from emoji_problems(channel.default_reaction, (*path, "default_reaction"))


def _number_problems(channel: Channel, path: Path) -> Iterator[Problem]:
    stage = channel.type is ChannelType.STAGE
    users = limits.USER_LIMIT_STAGE if stage else limits.USER_LIMIT_VOICE
    bitrate = limits.BITRATE_STAGE if stage else limits.BITRATE_BY_TIER[-1]
    hours = to_say("0 seconds to 6 hours")
    bounds = (
        ("slowmode", 0, limits.SLOWMODE_MAX, hours),
        ("thread_slowmode", 0, limits.SLOWMODE_MAX, hours),
        ("user_limit", 0, users, to_say("0 (no limit) to {users}")),
        ("bitrate", limits.BITRATE_MIN, bitrate, to_say("8kbps to {kilobits}kbps")),
    )
    for name, least, most, words in bounds:
        if not least <= getattr(channel, name) <= most:
            span = say(words, users=users, kilobits=bitrate // 1000)
            yield Problem(
                what=say("The {name} is out of range.", name=name),
                remedy=say("It runs from {span}.", span=span),
                path=(*path, name),
            )


def _choice_problems(channel: Channel, path: Path) -> Iterator[Problem]:
    choices = (
        ("archive_after", (None, *limits.ARCHIVE_AFTER), to_say("1h, 1d, 3d or 1w")),
        ("video_quality", (1, 2), to_say("auto or full")),
        ("sort_order", (None, 0, 1), to_say("latest_activity or creation_date")),
        ("layout", (0, 1, 2), to_say("list or gallery")),
    )
    for name, allowed, words in choices:
        if getattr(channel, name) not in allowed:
            yield Problem(
                what=say("This {name} does not exist in Discord.", name=name),
                remedy=say("It is {words}.", words=say(words)),
                path=(*path, name),
            )
    if channel.region is not None:
        yield from line_problems(channel.region, (*path, "region"), say("The region"), 100)


def _flag_problems(channel: Channel, path: Path) -> Iterator[Problem]:
    allowed = {
        REQUIRE_TAG: channel.type in POSTS,
        HIDE_MEDIA_DOWNLOADS: channel.type is ChannelType.MEDIA,
        SPOILER: channel.type not in (ChannelType.CATEGORY, ChannelType.STAGE),
    }
    known = sum(flag for flag, fits in allowed.items() if fits)
    if channel.flags & ~known:
        yield Problem(
            what=say("The channel has a flag that this type does not have."),
            remedy=say(
                "require_tag is for forum and media channels, hide_media_downloads for media."
            ),
            path=path,
        )
    elif channel.flags & SPOILER and channel.nsfw:
        yield Problem(
            what=say("A channel cannot be nsfw and spoiler at once."),
            remedy=say("Keep one."),
            path=path,
        )


def _tag_problems(tags: tuple[Tag, ...], path: Path) -> Iterator[Problem]:
    if len(tags) > limits.TAGS:
        yield Problem(
            what=say("There are {number} tags.", number=len(tags)),
            remedy=say(
                "A channel has at most {most}: remove {number}.",
                most=limits.TAGS,
                number=len(tags) - limits.TAGS,
            ),
            path=path,
        )
    yield from key_problems(((tag.key, (*path, i)) for i, tag in enumerate(tags)), "tag")
    names: set[str] = set()
    for index, tag in enumerate(tags):
        place = (*path, index)
        yield from line_problems(tag.name, (*place, "name"), say("The tag's name"), limits.TAG_NAME)
        if tag.emoji is not None:
            yield from emoji_problems(tag.emoji, (*place, "emoji"))
        if tag.name in names:
            yield Problem(
                what=say('Two tags are called "{name}".', name=tag.name),
                remedy=say("Discord wants different names within a channel."),
                path=(*place, "name"),
            )
        names.add(tag.name)
