"""Live guilds and designs for them, for property tests: small, related, every field varied.

Both sides draw from the same few keys, so that most things are in both and differ in something.
Live things have ids for keys: role `r2` lives as 102, category `c1` as 201, channel `k3` as 303.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from app.shared.domain.blueprint.blueprint import Blueprint, Unmanaged
from app.shared.domain.permissions.bits import BY_NAME
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.channels import Access, Channel, ChannelType, Emoji, Overwrite, Tag
from app.shared.domain.structure.fields import channel_fields
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    GuildId,
    Key,
    Target,
    UserId,
    member_target,
    role_target,
)
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.roles import Colors, Role
from app.shared.domain.structure.snapshot import ChannelFacts, RoleFacts, Snapshot, Standing
from app.shared.domain.structure.structure import Structure
from tests.support.builders import NOON
from tests.support.chance import Chance, Drawn, Seeded
from tests.support.structure_parts import (
    RULE_KEYS,
    automods,
    onboardings,
    settings_of,
    welcome_screens,
)

GUILD = GuildId(1)
BOT = UserId(77)
BOT_ROLE = Key("900")
MEMBERS = (UserId(7001), UserId(7002))
UNKNOWN_BIT = 1 << 60
GATED = ("VIEW_CHANNEL", "SEND_MESSAGES", "ATTACH_FILES", "CONNECT", "SPEAK", "MENTION_EVERYONE")
BITS = [*(BY_NAME[name].value for name in GATED), BY_NAME["KICK_MEMBERS"].value, UNKNOWN_BIT]
ROLE_KEYS = [Key(f"r{n}") for n in range(1, 5)]
CATEGORY_KEYS = [Key(f"c{n}") for n in range(1, 4)]
CHANNEL_KEYS = [Key(f"k{n}") for n in range(1, 6)]
IDS = {
    **{key: 101 + n for n, key in enumerate(ROLE_KEYS)},
    **{key: 201 + n for n, key in enumerate(CATEGORY_KEYS)},
    **{key: 301 + n for n, key in enumerate(CHANNEL_KEYS)},
}
TYPES = [t for t in ChannelType if t is not ChannelType.CATEGORY]


@dataclass(frozen=True)
class Scene:
    """A live guild, what it should become, and what is bound."""

    snapshot: Snapshot
    blueprint: Blueprint
    bindings: Bindings


def bits(chance: Chance) -> int:
    return sum(chance.some(BITS, most=4))


def role_values(chance: Chance, key: Key) -> Role:
    permissions = bits(chance)
    if chance.number(0, 11) == 0:
        permissions |= BY_NAME["ADMINISTRATOR"].value
    return Role(
        key=key,
        name=chance.one_of(["Red", "Blue", f"Own {key}"]),
        permissions=permissions,
        colors=chance.one_of([Colors(), Colors(255), Colors(1, 2)]),
        hoist=chance.flip(),
        mentionable=chance.flip(),
        unicode_emoji=chance.one_of([None, "\N{FIRE}"]),
    )


def accesses(chance: Chance, roles: list[Key]) -> Access:
    targets: list[Target] = [
        role_target(EVERYONE),
        *(role_target(role) for role in roles),
        *(member_target(member) for member in MEMBERS),
    ]
    chosen = chance.some(targets, most=3)
    found = {}
    for target in sorted(chosen):
        allow = bits(chance)
        found[target] = Overwrite(allow, bits(chance) & ~allow)
    return MappingProxyType(found)


_FIELDS: dict[str, list[Any]] = {
    "topic": ["", "About this"],
    "nsfw": [False, True],
    "slowmode": [0, 5],
    "bitrate": [64000, 32000],
    "user_limit": [0, 9],
    "region": [None, "rotterdam"],
    "video_quality": [1, 2],
    "archive_after": [None, 60],
    "thread_slowmode": [0, 30],
    "tags": [
        (),
        (Tag(key=Key("bug"), name="Bug"),),
        (Tag(key=Key("idea"), name="Idea", emoji=Emoji("\N{FIRE}")), Tag(key=Key("bug"), name="B")),
    ],
    "default_reaction": [None, Emoji("\N{FIRE}"), Emoji(id=5)],
    "sort_order": [None, 1],
    "layout": [0, 1],
    "flags": [0, 1 << 4, 1 << 30],
}


def channel_values(chance: Chance, key: Key, parent: Channel | None, roles: list[Key]) -> Channel:
    usual = ChannelType.VOICE if key == CHANNEL_KEYS[0] else ChannelType.TEXT
    kind = usual if chance.number(0, 3) else chance.one_of(TYPES)
    follows = parent is not None and chance.flip()
    access = parent.access if parent is not None and follows else accesses(chance, roles)
    names = [field.name for field in channel_fields(kind) if field.name in _FIELDS]
    varied = chance.some(names, most=3)
    return Channel(
        key=key,
        type=kind,
        name=chance.one_of(["talk", f"room-{key}"]),
        parent=None if parent is None else parent.key,
        access=access,
        **{name: chance.one_of(_FIELDS[name]) for name in sorted(varied)},
    )


def structures(chance: Chance, *, parts: bool = True) -> Structure:
    """A whole structure in our keys, channels in display order. Without the bot's role."""
    keys = chance.some(ROLE_KEYS)
    roles = [role_values(chance, key) for key in keys]
    everyone = Role(key=EVERYONE, name="@everyone", permissions=bits(chance))
    categories = [
        Channel(
            key=key,
            type=ChannelType.CATEGORY,
            name=f"Group {key}",
            access=accesses(chance, keys),
        )
        for key in chance.some(CATEGORY_KEYS, most=2)
    ]
    parents: list[Channel | None] = [None, *categories, *categories]
    rooms = [
        channel_values(chance, key, chance.one_of(parents), keys)
        for key in chance.some(CHANNEL_KEYS, most=4)
    ]
    ordered = display_order([*categories, *rooms])
    base = Structure(roles=(*roles, everyone), channels=ordered)
    if not parts:
        return base
    return Structure(
        roles=base.roles,
        channels=base.channels,
        settings=settings_of(chance, ordered),
        welcome_screen=welcome_screens(chance, ordered),
        onboarding=onboardings(chance, ordered, keys),
        automod=automods(chance, ordered, keys),
    )


def a_scene(chance: Chance, *, parts: bool = True) -> Scene:
    """A live guild and a design. Most of what both have is bound, some of it is not."""
    live = structures(chance, parts=parts)
    wanted = structures(chance, parts=parts)
    unbound = set(chance.some(sorted(IDS), most=2))
    present = {role.key for role in live.roles} | {channel.key for channel in live.channels}
    bindings = Bindings(
        frozenset(
            Binding(Kind.ROLE if key in ROLE_KEYS else Kind.CHANNEL, key, IDS[key])
            for key in sorted(present - {EVERYONE} - unbound)
        )
    )
    blueprint = Blueprint(
        structure=wanted,
        unmanaged_roles=chance.one_of(list(Unmanaged)),
        unmanaged_channels=chance.one_of(list(Unmanaged)),
        protected=protections(chance),
    )
    return Scene(snapshots(chance, live), blueprint, bindings)


def scenes(*, parts: bool = True) -> st.SearchStrategy[Scene]:
    """From a seed, so that a test can look at many."""
    return st.integers(0, 2**32).map(lambda seed: a_scene(Seeded(seed), parts=parts))


@st.composite
def drawn_scenes(draw: st.DrawFn, *, parts: bool = True) -> Scene:
    """Choice by choice, for finding the core of a failure."""
    return a_scene(Drawn(draw), parts=parts)


def protections(chance: Chance) -> frozenset[tuple[Kind, Key]]:
    keys = chance.some(sorted(IDS), most=1)
    return frozenset((Kind.ROLE if key in ROLE_KEYS else Kind.CHANNEL, key) for key in keys)


def snapshots(chance: Chance, structure: Structure) -> Snapshot:
    """The structure as a live guild: ids for keys, numbers with gaps and ties, a bot on top."""
    live = as_live(structure)
    role_facts = {
        Key(str(GUILD)): RoleFacts(position=0),
        BOT_ROLE: RoleFacts(position=20, managed=True, bot_id=BOT),
    }
    number = 1
    for role in reversed(live.roles[:-1]):
        role_facts[role.key] = RoleFacts(position=number, members=chance.one_of([None, 3]))
        number += chance.number(1, 2)
    channel_facts: dict[Key, ChannelFacts] = {}
    last: tuple[int, int] = (0, 0)
    for channel in live.channels:
        low = last[0] if int(channel.key) > last[1] else last[0] + 1
        at = chance.number(low, low + 2)
        channel_facts[channel.key] = ChannelFacts(position=at)
        last = (at, int(channel.key))
    bot = Role(key=BOT_ROLE, name="Bot", permissions=BY_NAME["ADMINISTRATOR"].value)
    community = bool(live.settings.get("community"))
    return Snapshot(
        guild_id=GUILD,
        taken_at=NOON,
        owner_id=UserId(42),
        structure=Structure(
            roles=(bot, *live.roles),
            channels=live.channels,
            settings=live.settings,
            welcome_screen=live.welcome_screen,
            onboarding=live.onboarding,
            automod=live.automod,
        ),
        role_facts=role_facts,
        channel_facts=channel_facts,
        bot=Standing(user_id=BOT, roles=frozenset({BOT_ROLE})),
        features=frozenset({"COMMUNITY"} if community else set()),
    )


def as_live(structure: Structure) -> Structure:
    """The same structure with ids for keys, as a gateway would show it."""
    names = {str(key): str(number) for key, number in IDS.items()}
    names |= {str(key): str(401 + n) for n, key in enumerate(RULE_KEYS)}
    channels = tuple(
        replace(
            _translated(channel, names),
            tags=tuple(
                replace(tag, key=Key(f"{IDS[channel.key]}{n}"))
                for n, tag in enumerate(channel.tags)
            ),
        )
        for channel in structure.channels
    )
    onboarding = structure.onboarding
    if onboarding is not None:
        prompts = tuple(
            replace(
                prompt,
                key=Key(str(501 + n)),
                options=tuple(
                    replace(option, key=Key(f"{501 + n}{m}"))
                    for m, option in enumerate(prompt.options)
                ),
            )
            for n, prompt in enumerate(onboarding.prompts)
        )
        onboarding = replace(onboarding, prompts=prompts)
    parts = replace(structure, channels=(), onboarding=onboarding)
    live: Structure = replace(_translated(parts, names), channels=channels)
    return live


def _translated(value: Any, names: Mapping[str, str]) -> Any:
    if isinstance(value, str):
        kind, colon, key = value.partition(":")
        return f"{kind}:{names.get(key, key)}" if colon else names.get(value, value)
    if is_dataclass(value) and not isinstance(value, type):
        changes = {f.name: _translated(getattr(value, f.name), names) for f in fields(value)}
        return replace(value, **changes)
    if isinstance(value, Mapping):
        return MappingProxyType(
            {_translated(key, names): _translated(item, names) for key, item in value.items()}
        )
    if isinstance(value, frozenset):
        return frozenset(_translated(item, names) for item in value)
    if isinstance(value, tuple) and not isinstance(value, Overwrite):
        return tuple(_translated(item, names) for item in value)
    return value
