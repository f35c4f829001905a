"""Roles and channels for property tests: every field varies."""

import string
from collections.abc import Sequence
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from app.shared.domain.blueprint.keys import key_from, key_problem
from app.shared.domain.blueprint.stored_names import stored_channel_name
from app.shared.domain.structure import limits
from app.shared.domain.structure.channels import (
    POSTS,
    Access,
    Channel,
    ChannelType,
    Emoji,
    Overwrite,
    Tag,
)
from app.shared.domain.structure.fields import (
    HIDE_MEDIA_DOWNLOADS,
    REQUIRE_TAG,
    SPOILER,
    channel_fields,
)
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
    Target,
    member_target,
    role_target,
)
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.roles import HOLOGRAPHIC, Colors, Role

_chars = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
_lively = st.sampled_from(
    [
        "general",
        "on",
        "0123",
        "null",
        "~",
        "# hash",
        "a: b",
        "- dash",
        "'quoted'",
        '"double"',
        "{flow}",
        "[list]",
        "*star",
        "&amp",
        "!tag",
        "%percent",
        "@at",
        "12:30",
        "1e3",
        "true",
        "👨\u200d💼 boss",
        "一般",
        "général",
        "ab\u200bcd",
        "\u202ertl",
        "\ufeffbom",
        "❤️",
        "🏴\U000e0067\U000e0062\U000e007f",
    ]
)


def line(max_size: int, min_size: int = 1) -> st.SearchStrategy[str]:
    """One trimmed line of text of any script, as Discord would store it."""
    free = st.text(_chars, min_size=min_size, max_size=min(max_size, 12))
    return (
        st.one_of(free, _lively)
        .map(lambda text: text[:max_size].strip())
        .filter(lambda text: len(text) >= min_size)
    )


def lines(max_size: int) -> st.SearchStrategy[str]:
    """Text of several lines, blanks at either end included; may be empty."""
    several = st.lists(st.text(_chars, max_size=12), max_size=4).map("\n".join)
    return st.one_of(several, _lively, st.just("x" * max_size)).map(lambda text: text[:max_size])


key_texts = st.one_of(
    st.text(string.ascii_lowercase + string.digits + "-_", min_size=1, max_size=10),
    line(20).map(lambda name: key_from(name, "thing")),
).filter(lambda text: not key_problem(text) and text != EVERYONE)
keys = key_texts.map(Key)
snowflakes = st.integers(min_value=10**15, max_value=2**63 - 1)
permission_bits = st.one_of(
    st.just(0),
    st.integers(min_value=0, max_value=2**53 - 1),
    st.sampled_from([1 << 10, 1 << 11, 3 << 10, 1 << 3, 1 << 47, 1 << 60]),
)
colors = st.one_of(
    st.just(Colors()),
    st.builds(Colors, st.integers(1, 0xFFFFFF)),
    st.builds(Colors, st.integers(0, 0xFFFFFF), st.integers(0, 0xFFFFFF)),
    st.just(HOLOGRAPHIC),
)
unicode_emojis = st.sampled_from(["🎉", "❤️", "👨\u200d💼", "🇫🇷", "1️⃣", "🏴\U000e0067\U000e007f"])
emojis = st.one_of(
    st.builds(Emoji, name=unicode_emojis),
    st.builds(Emoji, id=snowflakes),
    st.builds(Emoji, name=st.sampled_from(["blob", "party_cat2"]), id=snowflakes),
)


@st.composite
def roles(draw: st.DrawFn, key: Key) -> Role:
    return Role(
        key=key,
        name=draw(st.one_of(line(limits.ROLE_NAME), st.just(str(key)))),
        permissions=draw(permission_bits),
        colors=draw(colors),
        hoist=draw(st.booleans()),
        mentionable=draw(st.booleans()),
        unicode_emoji=draw(st.none() | unicode_emojis),
    )


@st.composite
def accesses(draw: st.DrawFn, role_keys: Sequence[Key]) -> Access:
    """Overwrites of @everyone, roles, foreign roles by id and members; the short forms too."""
    if draw(st.booleans()):
        return draw(_short_accesses(role_keys))
    targets = st.one_of(
        st.sampled_from([*role_keys, EVERYONE]).map(role_target),
        snowflakes.map(lambda number: role_target(Key(str(number)))),
        snowflakes.map(member_target),
    )
    overwrites = st.builds(_overwrite, permission_bits, permission_bits)
    return MappingProxyType(draw(st.dictionaries(targets, overwrites, max_size=4)))


def _overwrite(allow: int, deny: int) -> Overwrite:
    return Overwrite(allow & ~deny, deny)


@st.composite
def _short_accesses(draw: st.DrawFn, role_keys: Sequence[Key]) -> Access:
    bits = draw(st.sampled_from([1 << 10, (1 << 11) | (1 << 35) | (1 << 36) | (1 << 38)]))
    allowed = draw(st.lists(st.sampled_from(role_keys), unique=True)) if role_keys else []
    entries: dict[Target, Overwrite] = {role_target(EVERYONE): Overwrite(0, bits)}
    entries |= {role_target(key): Overwrite(bits, 0) for key in allowed}
    return MappingProxyType(entries)


@st.composite
def tags(draw: st.DrawFn) -> tuple[Tag, ...]:
    names = draw(st.lists(line(limits.TAG_NAME), max_size=4, unique=True))
    tag_keys = draw(st.lists(keys, min_size=len(names), max_size=len(names), unique=True))
    return tuple(
        Tag(key=key, name=name, moderated=draw(st.booleans()), emoji=draw(st.none() | emojis))
        for key, name in zip(tag_keys, names, strict=True)
    )


def channel_names(type: ChannelType) -> st.SearchStrategy[str]:
    return (
        line(limits.CHANNEL_NAME)
        .map(lambda name: stored_channel_name(name, type)[: limits.CHANNEL_NAME])
        .filter(lambda name: name != "" and stored_channel_name(name, type) == name)
    )


@st.composite
def channels(
    draw: st.DrawFn, key: Key, categories: Sequence[Channel], role_keys: Sequence[Key]
) -> Channel:
    kind = draw(st.sampled_from([t for t in ChannelType if t is not ChannelType.CATEGORY]))
    parent = draw(st.none() | st.sampled_from(categories)) if categories else None
    access = draw(accesses(role_keys))
    if parent is not None and draw(st.booleans()):
        access = parent.access
    has = {field.name for field in channel_fields(kind)}
    values: dict[str, Any] = {
        name: draw(strategy) for name, strategy in _field_values(kind).items() if name in has
    }
    if values.get("nsfw"):
        values["flags"] = values.get("flags", 0) & ~SPOILER
    return Channel(
        key=key,
        type=kind,
        name=draw(channel_names(kind)),
        parent=None if parent is None else parent.key,
        access=access,
        **values,
    )


def _field_values(type: ChannelType) -> dict[str, st.SearchStrategy[Any]]:
    stage = type is ChannelType.STAGE
    top_bitrate = limits.BITRATE_STAGE if stage else limits.BITRATE_BY_TIER[-1]
    top_users = limits.USER_LIMIT_STAGE if stage else limits.USER_LIMIT_VOICE
    slowmodes = st.sampled_from([0, 5, 30, 90, 3600, limits.SLOWMODE_MAX]) | st.integers(
        0, limits.SLOWMODE_MAX
    )
    return {
        "topic": lines(limits.topic_limit(type)),
        "nsfw": st.booleans(),
        "slowmode": slowmodes,
        "bitrate": st.just(64000) | st.integers(limits.BITRATE_MIN, top_bitrate),
        "user_limit": st.integers(0, top_users),
        "region": st.none() | st.sampled_from(["rotterdam", "us-east"]),
        "video_quality": st.sampled_from([1, 2]),
        "archive_after": st.none() | st.sampled_from(limits.ARCHIVE_AFTER),
        "thread_slowmode": slowmodes,
        "tags": tags(),
        "default_reaction": st.none() | emojis,
        "sort_order": st.sampled_from([None, 0, 1]),
        "layout": st.sampled_from([0, 1, 2]),
        "flags": st.sampled_from(_flag_values(type)),
    }


def _flag_values(type: ChannelType) -> list[int]:
    if type is ChannelType.MEDIA:
        return [0, SPOILER, REQUIRE_TAG, HIDE_MEDIA_DOWNLOADS, REQUIRE_TAG | HIDE_MEDIA_DOWNLOADS]
    return [0, SPOILER, REQUIRE_TAG] if type in POSTS else [0, SPOILER]


@st.composite
def channel_trees(draw: st.DrawFn, role_keys: Sequence[Key]) -> tuple[Channel, ...]:
    """Categories and channels in display order."""
    all_keys = draw(st.lists(keys, max_size=8, unique=True))
    count = draw(st.integers(0, len(all_keys)))
    categories = [
        Channel(
            key=key,
            type=ChannelType.CATEGORY,
            name=draw(channel_names(ChannelType.CATEGORY)),
            access=draw(accesses(role_keys)),
        )
        for key in all_keys[:count]
    ]
    others = [draw(channels(key, categories, role_keys)) for key in all_keys[count:]]
    return display_order([*categories, *others])
