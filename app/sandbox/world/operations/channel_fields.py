"""Puts what a form says onto a channel, within what its kind and its guild allow."""

from typing import Any

from app.sandbox.world.channel_names import stored_name
from app.sandbox.world.channels import (
    THREAD_ONLY,
    Channel,
    ChannelFlag,
    ChannelType,
    DefaultReaction,
    ForumTag,
)
from app.sandbox.world.forms.channels import HEARD_BY
from app.sandbox.world.forms.reading import Values
from app.sandbox.world.guild import Guild
from app.sandbox.world.refusals import (
    Refusal,
    invalid_field,
    maximum_reached,
    unknown_emoji,
)
from app.sandbox.world.world import World

MAX_TAGS = 20
MAX_VOICE_USERS = 99
MAX_STAGE_USERS = 10_000
MAX_TOPIC = 1024
STAGE_BITRATE = 64_000
BITRATES = (96_000, 128_000, 256_000, 384_000)

_AT_REST = Channel(0, 0, ChannelType.TEXT, "")
_SPECIAL = ("available_tags", "default_reaction_emoji", "flags")


def apply_name(channel: Channel, values: Values) -> None:
    if "name" not in values:
        return
    channel.name = stored_name(values["name"], channel.type)
    if not channel.name:
        raise invalid_field("name", "BASE_TYPE_REQUIRED", "This field is required")


def apply_fields(world: World, guild: Guild, channel: Channel, values: Values) -> None:
    """Everything but name, kind, place and overwrites. Null puts a field to rest."""
    heard = {key: value for key, value in values.items() if channel.type in HEARD_BY.get(key, ())}
    for key, value in heard.items():
        if key not in _SPECIAL:
            setattr(channel, key, getattr(_AT_REST, key) if value is None else value)
    if "available_tags" in heard:
        channel.available_tags = _tags(world, guild, channel, heard["available_tags"] or [])
    if "default_reaction_emoji" in heard:
        channel.default_reaction = _reaction(guild, heard["default_reaction_emoji"])
    if "flags" in heard:
        channel.flags = _flags(channel, heard["flags"] or 0)
    _require_within_limits(guild, channel, heard)


def _require_within_limits(guild: Guild, channel: Channel, heard: Values) -> None:
    topic = channel.topic or ""
    if "topic" in heard and channel.type not in THREAD_ONLY and len(topic) > MAX_TOPIC:
        message = f"Must be {MAX_TOPIC} or fewer in length."
        raise invalid_field("topic", "BASE_TYPE_MAX_LENGTH", message)
    if channel.type is ChannelType.STAGE:
        channel.user_limit = min(channel.user_limit, MAX_STAGE_USERS)
    elif channel.user_limit > MAX_VOICE_USERS:
        message = f"int value should be less than or equal to {MAX_VOICE_USERS}."
        raise invalid_field("user_limit", "NUMBER_TYPE_MAX", message)
    if "bitrate" in heard and channel.bitrate > max_bitrate(guild, channel.type):
        raise Refusal(400, 30052, "Bitrate is too high for channel of this type")


def max_bitrate(guild: Guild, type: ChannelType) -> int:
    if type is ChannelType.STAGE:
        return STAGE_BITRATE
    return BITRATES[-1] if "VIP_REGIONS" in guild.features else BITRATES[guild.premium_tier]


def _tags(world: World, guild: Guild, channel: Channel, sent: list[Values]) -> list[ForumTag]:
    """A tag that comes with its id stays the same tag; one without is new."""
    if len(sent) > MAX_TAGS:
        raise maximum_reached(30048, "tags in a forum channel", MAX_TAGS)
    names = [tag["name"].casefold() for tag in sent]
    if len(set(names)) != len(names):
        raise Refusal(400, 40061, "Tag names must be unique")
    known = {tag.id for tag in channel.available_tags}
    return [_tag(world, guild, known, tag) for tag in sent]


def _tag(world: World, guild: Guild, known: set[int], sent: Values) -> ForumTag:
    tag_id = sent.get("id")
    if tag_id is not None and known and tag_id not in known:
        raise Refusal(404, 10087, "Unknown Tag")
    _require_emoji(guild, sent, "available_tags")
    return ForumTag(
        id=tag_id if tag_id in known else world.next_id(),
        name=sent["name"],
        moderated=bool(sent.get("moderated")),
        emoji_id=sent.get("emoji_id"),
        emoji_name=sent.get("emoji_name"),
    )


def _reaction(guild: Guild, sent: Values | None) -> DefaultReaction | None:
    if sent is None:
        return None
    _require_emoji(guild, sent, "default_reaction_emoji")
    if sent.get("emoji_id") is None and sent.get("emoji_name") is None:
        message = "Exactly one of emoji_id and emoji_name must be set."
        raise invalid_field("default_reaction_emoji", "BASE_TYPE_REQUIRED", message)
    return DefaultReaction(sent.get("emoji_id"), sent.get("emoji_name"))


def _require_emoji(guild: Guild, sent: dict[str, Any], path: str) -> None:
    """At most one way to name the emoji, and a custom one must be the guild's."""
    emoji_id, emoji_name = sent.get("emoji_id"), sent.get("emoji_name")
    if emoji_id is not None and emoji_name is not None:
        message = "Only one of emoji_id and emoji_name may be set."
        raise invalid_field(path, "BASE_TYPE_INVALID", message)
    if emoji_id is not None and emoji_id not in guild.emojis:
        raise unknown_emoji()


def _flags(channel: Channel, sent: int) -> int:
    """The flags that may be set on this kind of channel; others are passed over."""
    settable = ChannelFlag.IS_SPOILER
    if channel.type in THREAD_ONLY:
        settable |= ChannelFlag.REQUIRE_TAG
    if channel.type is ChannelType.MEDIA:
        settable |= ChannelFlag.HIDE_MEDIA_DOWNLOAD_OPTIONS
    flags = sent & settable.value
    if flags & ChannelFlag.IS_SPOILER and channel.nsfw:
        message = "An age-restricted channel cannot be a spoiler channel."
        raise invalid_field("flags", "BASE_TYPE_INVALID", message)
    return flags
