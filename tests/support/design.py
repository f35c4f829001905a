"""Designs as plain values of our own: drawn by Hypothesis, turned into blueprints, and judged.

`departures` says what of a design is not so in a fake guild. It reads Discord's side alone and
shares nothing with the planner, so that the two can be held against each other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from app.shared.domain.blueprint.blueprint import Blueprint, Unmanaged
from app.shared.domain.structure.automod_metadata import complete_metadata
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.channels import Channel, ChannelType, Emoji, Overwrite, Tag
from app.shared.domain.structure.community import (
    AutomodAction,
    AutomodRule,
    Onboarding,
    Prompt,
    PromptOption,
)
from app.shared.domain.structure.identifiers import EVERYONE, Key, Target
from app.shared.domain.structure.roles import Colors, Role
from app.shared.domain.structure.structure import Structure
from tests.support.fakes.guild import FakeGuild, Raw

KNOWN_BITS = (1 << 47) - 1 | 1 << 48 | 1 << 49 | 1 << 50 | 1 << 51 | 1 << 52
NAMES = ("alpha", "beta", "gamma")
ROLE_KEYS = ("r1", "r2", "r3")
CATEGORY_KEYS = ("k1", "k2")
CHANNEL_KEYS = ("c1", "c2", "c3")
API: Mapping[str, str] = {
    "topic": "topic",
    "nsfw": "nsfw",
    "slowmode": "rate_limit_per_user",
    "archive_after": "default_auto_archive_duration",
    "thread_slowmode": "default_thread_rate_limit_per_user",
    "bitrate": "bitrate",
    "user_limit": "user_limit",
    "video_quality": "video_quality_mode",
    "region": "rtc_region",
    "sort_order": "default_sort_order",
    "layout": "default_forum_layout",
}
_FIELDS = {
    0: ("topic", "nsfw", "slowmode", "archive_after", "thread_slowmode"),
    2: ("nsfw", "slowmode", "bitrate", "user_limit", "video_quality", "region"),
    4: (),
    15: ("topic", "nsfw", "slowmode", "archive_after", "thread_slowmode", "sort_order", "layout"),
}


@dataclass
class Design:
    """By key. Roles run from top to bottom; channels of a group stand in this order."""

    roles: dict[str, dict[str, Any]] = field(default_factory=dict)
    channels: dict[str, dict[str, Any]] = field(default_factory=dict)
    rules: dict[str, dict[str, Any]] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    prompts: dict[str, dict[str, Any]] = field(default_factory=dict)
    unmanaged: Unmanaged = Unmanaged.KEEP

    def parent(self, key: str) -> str | None:
        parent = self.channels[key]["parent"]
        is_category = self.channels[key]["type"] == 4
        return parent if not is_category and parent in self.channels else None

    def access(self, key: str) -> dict[str, tuple[int, int]]:
        """By `everyone`, `member` or a role's key, without roles that are not designed."""
        known = {"everyone", "member", *self.roles}
        return {who: bits for who, bits in self.channels[key]["access"].items() if who in known}

    def exempt(self, rule: str) -> list[str]:
        return [key for key in self.rules[rule]["exempt"] if key in self.roles]

    def offered(self, prompt: str) -> list[str]:
        return [key for key in self.prompts[prompt]["roles"] if key in self.roles]


overwrites = st.tuples(st.sampled_from([0, 1024, 2048]), st.sampled_from([0, 1 << 6, 1 << 15]))
# Some are drawn again and again, so that channels often have the same access as their category.
accesses = st.sampled_from(
    [{}, {"everyone": (0, 1024)}, {"everyone": (0, 1024), "r1": (1024, 0)}]
) | st.dictionaries(st.sampled_from(["everyone", "member", *ROLE_KEYS]), overwrites, max_size=3)
roles = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "permissions": st.sampled_from([0, 1024, 1 << 11 | 1 << 60, 1 << 13]),
        "color": st.sampled_from([0, 255]),
        "hoist": st.booleans(),
        "mentionable": st.booleans(),
    }
)
channels = st.fixed_dictionaries(
    {
        "type": st.sampled_from([0, 0, 2, 15]),
        "name": st.sampled_from(NAMES),
        "parent": st.sampled_from([None, *CATEGORY_KEYS]),
        "access": accesses,
        "topic": st.sampled_from(["", "Hi"]),
        "nsfw": st.booleans(),
        "slowmode": st.sampled_from([0, 30]),
        "archive_after": st.sampled_from([None, 1440]),
        "thread_slowmode": st.sampled_from([0, 5]),
        "bitrate": st.sampled_from([64000, 32000]),
        "user_limit": st.sampled_from([0, 5]),
        "video_quality": st.sampled_from([1, 2]),
        "region": st.sampled_from([None, "rotterdam"]),
        "sort_order": st.sampled_from([None, 1]),
        "layout": st.sampled_from([0, 2]),
        "tags": st.lists(st.sampled_from(["help", "bug", "idea"]), unique=True, max_size=3),
    }
)
categories = channels.map(lambda channel: {**channel, "type": 4, "parent": None})
rules = st.fixed_dictionaries(
    {
        "name": st.sampled_from(NAMES),
        "enabled": st.booleans(),
        "word": st.sampled_from(["spam", "scam"]),
        "exempt": st.lists(st.sampled_from(ROLE_KEYS), unique=True, max_size=2),
    }
)
prompts = st.fixed_dictionaries(
    {
        "title": st.sampled_from(NAMES),
        "single": st.booleans(),
        "roles": st.lists(st.sampled_from(ROLE_KEYS), unique=True, max_size=2),
    }
)
settings = st.fixed_dictionaries(
    {"afk_timeout": st.sampled_from([300, 900]), "boost_progress_bar": st.booleans()}
)
designs = st.builds(
    Design,
    roles=st.dictionaries(st.sampled_from(ROLE_KEYS), roles, min_size=1, max_size=3),
    channels=st.tuples(
        st.dictionaries(st.sampled_from(CATEGORY_KEYS), categories, max_size=2),
        st.dictionaries(st.sampled_from(CHANNEL_KEYS), channels, min_size=1, max_size=3),
    ).map(lambda both: {**both[0], **both[1]}),
    rules=st.dictionaries(st.sampled_from(["a1", "a2"]), rules, max_size=2),
    settings=settings,
    prompts=st.dictionaries(st.sampled_from(["q1", "q2"]), prompts, max_size=2),
    unmanaged=st.sampled_from([Unmanaged.KEEP, Unmanaged.KEEP, Unmanaged.DELETE]),
)
edits = st.one_of(
    st.tuples(st.just("roles"), st.sampled_from(ROLE_KEYS), roles),
    st.tuples(st.just("channels"), st.sampled_from(CHANNEL_KEYS), channels),
    st.tuples(st.just("channels"), st.sampled_from(CHANNEL_KEYS), channels),
    st.tuples(st.just("channels"), st.sampled_from(CATEGORY_KEYS), categories),
    st.tuples(st.sampled_from(["roles"]), st.sampled_from(ROLE_KEYS), st.none()),
    st.tuples(st.just("channels"), st.sampled_from([*CHANNEL_KEYS, *CATEGORY_KEYS]), st.none()),
    st.tuples(st.just("rules"), st.sampled_from(["a1", "a2"]), st.none() | rules),
    st.tuples(st.just("prompts"), st.sampled_from(["q1", "q2"]), st.none() | prompts),
    st.tuples(st.just("settings"), st.just(""), settings),
    st.tuples(st.just("first"), st.sampled_from([*ROLE_KEYS, *CHANNEL_KEYS, *CATEGORY_KEYS])),
    st.tuples(st.just("unmanaged"), st.sampled_from([Unmanaged.KEEP, Unmanaged.DELETE])),
)


def edit(design: Design, change: tuple[Any, ...]) -> None:
    """Put something into a design, take it out (None), or move it to the front."""
    match change:
        case ("settings", _, values):
            design.settings = values
        case ("unmanaged", policy):
            design.unmanaged = policy
        case ("first", key):
            for things in (design.roles, design.channels):
                if key in things:
                    first = things.pop(key)
                    rest = dict(things)
                    things.clear()
                    things.update({key: first, **rest})
        case (part, key, None):
            getattr(design, part).pop(key, None)
        case (part, key, values):
            getattr(design, part)[key] = values


def blueprint_of(design: Design, member: int, protected: frozenset[int]) -> Blueprint:
    structure = Structure(
        roles=(
            *(_role(key, values) for key, values in design.roles.items()),
            Role(key=EVERYONE, name="@everyone", permissions=0),
        ),
        channels=tuple(_in_display_order(design, member)),
        settings=design.settings,
        onboarding=Onboarding(prompts=tuple(_prompt(design, key) for key in design.prompts)),
        automod=tuple(_rule(design, key) for key in design.rules),
    )
    return Blueprint(
        structure=structure,
        unmanaged_channels=design.unmanaged,
        protected=frozenset((Kind.CHANNEL, Key(str(channel))) for channel in protected),
    )


def _role(key: str, values: dict[str, Any]) -> Role:
    return Role(
        key=Key(key),
        name=values["name"],
        permissions=values["permissions"],
        colors=Colors(values["color"]),
        hoist=values["hoist"],
        mentionable=values["mentionable"],
    )


def _in_display_order(design: Design, member: int) -> Iterator[Channel]:
    keys = list(design.channels)
    for parent in (None, *(key for key in keys if design.channels[key]["type"] == 4)):
        if parent is not None:
            yield _channel(design, parent, member)
        for voice in (False, True):
            for key in keys:
                kind = design.channels[key]["type"]
                if kind != 4 and design.parent(key) == parent and (kind == 2) is voice:
                    yield _channel(design, key, member)


def _channel(design: Design, key: str, member: int) -> Channel:
    values, parent = design.channels[key], design.parent(key)
    kind = values["type"]
    access = {
        Target(f"member:{member}" if who == "member" else f"role:{who}"): Overwrite(*bits)
        for who, bits in design.access(key).items()
    }
    tags = tuple(Tag(key=Key(tag), name=tag) for tag in values["tags"]) if kind == 15 else ()
    return Channel(
        key=Key(key),
        type=ChannelType(kind),
        name=values["name"],
        parent=None if parent is None else Key(parent),
        access=access,
        tags=tags,
        **{name: values[name] for name in _FIELDS[kind]},
    )


def _rule(design: Design, key: str) -> AutomodRule:
    values = design.rules[key]
    return AutomodRule(
        key=Key(key),
        name=values["name"],
        trigger=1,
        metadata=complete_metadata(1, {"keyword_filter": [values["word"]]}),
        actions=(AutomodAction(type=1),),
        enabled=values["enabled"],
        exempt_roles=frozenset(Key(role) for role in design.exempt(key)),
    )


def _prompt(design: Design, key: str) -> Prompt:
    values = design.prompts[key]
    roles = tuple(Key(role) for role in design.offered(key))
    option = PromptOption(key=Key("yes"), title="Yes", emoji=Emoji("x"), roles=roles)
    return Prompt(
        key=Key(key), title=values["title"], single_select=values["single"], options=(option,)
    )


def departures(design: Design, guild: FakeGuild, bindings: Bindings, member: int) -> list[str]:
    """What of a design is not so in the guild; empty when all of it is."""
    found: list[str] = []
    ids = {"everyone": guild.id, "member": member}
    for kind, keys, things in (
        (Kind.ROLE, design.roles, guild.roles),
        (Kind.CHANNEL, design.channels, guild.channels),
        (Kind.RULE, design.rules, guild.rules),
    ):
        for key in keys:
            bound = bindings.id_of(kind, Key(key))
            if bound is None or bound not in things:
                return [f"{kind} {key} is missing"]
            ids[key] = bound
    for key, values in design.roles.items():
        found += _role_departures(key, values, guild.roles[ids[key]])
    for key in design.channels:
        found += _channel_departures(design, key, guild.channels[ids[key]], ids)
    for key, values in design.rules.items():
        raw = guild.rules[ids[key]]
        is_so = (
            (raw["name"], raw["enabled"]) == (values["name"], values["enabled"])
            and raw["trigger_metadata"]["keyword_filter"] == [values["word"]]
            and sorted(raw["exempt_roles"]) == sorted(ids[r] for r in design.exempt(key))
        )
        found += [] if is_so else [f"rule {key}: {raw}"]
    found += _order_departures(design, guild, ids)
    found += _onboarding_departures(design, guild, ids)
    api = {"afk_timeout": "afk_timeout", "boost_progress_bar": "premium_progress_bar_enabled"}
    found += [
        f"setting {name}"
        for name, value in design.settings.items()
        if guild.settings[api[name]] != value
    ]
    return found


def _role_departures(key: str, values: dict[str, Any], raw: Raw) -> list[str]:
    has, wants = int(raw["permissions"]), values["permissions"]
    is_so = (
        all(raw[name] == values[name] for name in ("name", "hoist", "mentionable"))
        and raw["colors"]["primary_color"] == values["color"]
        and (has & KNOWN_BITS, has & wants) == (wants & KNOWN_BITS, wants)
    )
    return [] if is_so else [f"role {key}: {raw}"]


def _channel_departures(design: Design, key: str, raw: Raw, ids: Mapping[str, int]) -> list[str]:
    values, parent = design.channels[key], design.parent(key)
    access = {o["id"]: (o["allow"], o["deny"]) for o in raw["permission_overwrites"]}
    wanted = {ids[who]: bits for who, bits in design.access(key).items()}
    found = []
    if (raw["type"], raw["name"]) != (values["type"], values["name"]):
        found.append(f"channel {key}: type or name")
    if raw["parent_id"] != (None if parent is None else ids[parent]):
        found.append(f"channel {key}: parent")
    if access != wanted:
        found.append(f"channel {key}: access {access} instead of {wanted}")
    if values["type"] == 15 and [tag["name"] for tag in raw["available_tags"]] != values["tags"]:
        found.append(f"channel {key}: tags")
    found += [
        f"channel {key}: {name} is {raw[API[name]]!r}"
        for name in _FIELDS[values["type"]]
        if (raw[API[name]] or None) != (values[name] or None)
    ]
    return found


def _order_departures(design: Design, guild: FakeGuild, ids: Mapping[str, int]) -> list[str]:
    roles = [ids[key] for key in design.roles]
    by_rank = sorted(roles, key=lambda role: guild.rank(guild.roles[role]), reverse=True)
    found = [] if roles == by_rank else ["the order of roles"]
    groups: dict[Any, list[int]] = {}
    for key in design.channels:
        kind = design.channels[key]["type"]
        groups.setdefault((design.parent(key), kind == 2, kind == 4), []).append(ids[key])
    for group in groups.values():
        places = [(guild.channels[one]["position"], one) for one in group]
        if places != sorted(places):
            found.append(f"the order of channels {places}")
    return found


def _onboarding_departures(design: Design, guild: FakeGuild, ids: Mapping[str, int]) -> list[str]:
    has = [
        (p["title"], p["single_select"], [[int(r) for r in o["role_ids"]] for o in p["options"]])
        for p in guild.onboarding["prompts"]
    ]
    wants = [
        (values["title"], values["single"], [[ids[role] for role in design.offered(key)]])
        for key, values in design.prompts.items()
    ]
    return [] if has == wants else [f"onboarding {has} instead of {wants}"]
