"""Guilds of any size up to Discord's limits, and designs that change them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    GuildId,
    Key,
    Target,
    UserId,
    role_target,
)
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.snapshot import ChannelFacts, RoleFacts, Snapshot, Standing
from app.shared.domain.structure.structure import Structure

FULL_ROLES = 250
FULL_CHANNELS = 500
FULL_OVERWRITES = 100
_PER_CATEGORY = 24
_NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
_GUILD = GuildId(10**18)
_BOT = UserId(10**18 + 1)
_IDS = 10**18 + 1000
_ADMINISTRATOR = 8
_VIEW, _SEND, _HISTORY = 1 << 10, 1 << 11, 1 << 16


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of everything. `roles` counts @everyone, as Discord's limit does."""

    roles: int
    channels: int
    overwrites: int
    """In each channel, as far as there are roles for it."""

    @property
    def things(self) -> int:
        """What a planner has to look at."""
        return self.roles + self.channels * (1 + min(self.overwrites, self.roles - 1))


def sized(share: float) -> Size:
    """A share of Discord's limits in roles and channels; overwrites are at theirs."""
    return Size(
        roles=max(3, round(FULL_ROLES * share)),
        channels=max(2, round(FULL_CHANNELS * share)),
        overwrites=FULL_OVERWRITES,
    )


def structure_of(size: Size) -> Structure:
    roles = tuple(
        Role(key=Key(f"role-{n}"), name=f"Role {n}", permissions=_VIEW | (n % 7) << 20)
        for n in range(size.roles - 1)
    )
    everyone = Role(key=EVERYONE, name="@everyone", permissions=_VIEW | _SEND | _HISTORY)
    channels = display_order(tuple(_channels(size, [role.key for role in roles])))
    return Structure(roles=(*roles, everyone), channels=channels, settings={"name": "Full Guild"})


def _channels(size: Size, roles: list[Key]) -> Iterator[Channel]:
    category: Key | None = None
    for n in range(size.channels):
        access = _access(n, size.overwrites, roles)
        if n % (_PER_CATEGORY + 1) == 0:
            category = Key(f"category-{n}")
            yield Channel(key=category, type=ChannelType.CATEGORY, name=f"Part {n}", access=access)
            continue
        kind = ChannelType.VOICE if n % 5 == 0 else ChannelType.TEXT
        topic = "" if kind is ChannelType.VOICE else f"What channel {n} is about."
        yield Channel(
            key=Key(f"channel-{n}"),
            type=kind,
            name=f"channel-{n}",
            parent=category,
            topic=topic,
            access=access,
        )


def _access(channel: int, overwrites: int, roles: list[Key]) -> dict[Target, Overwrite]:
    chosen = (roles[(channel * 3 + n) % len(roles)] for n in range(min(overwrites, len(roles))))
    return {
        role_target(key): Overwrite(_SEND << (n % 3), _HISTORY << (n % 2))
        for n, key in enumerate(chosen)
    }


def changed(structure: Structure) -> Structure:
    """Every second thing otherwise: permissions, topics, a tenth of all overwrites, some moves."""
    roles = tuple(
        replace(role, permissions=role.permissions ^ _VIEW << 15) if n % 2 and n % 10 == 1 else role
        for n, role in enumerate(structure.roles)
    )
    categories = [c.key for c in structure.channels if c.type is ChannelType.CATEGORY]
    channels = tuple(_changed(n, one, categories) for n, one in enumerate(structure.channels))
    return replace(structure, roles=roles, channels=display_order(channels))


def _changed(n: int, channel: Channel, categories: list[Key]) -> Channel:
    if n % 2 == 0:
        return channel
    access = {
        target: one._replace(allow=one.allow ^ _VIEW) if index % 10 == 0 else one
        for index, (target, one) in enumerate(channel.access.items())
    }
    changed = replace(channel, access=access)
    if channel.type is ChannelType.TEXT:
        changed = replace(changed, topic=f"{channel.topic} Rewritten.")
    if n % 20 == 1 and channel.parent is not None:
        changed = replace(changed, parent=categories[n % len(categories)])
    return changed


def _as_read(structure: Structure, ids: dict[Key, int]) -> Structure:
    """As Discord shows it: by ids, and sharing no value with the design."""
    targets = {role_target(role.key): role_target(_id(role.key, ids)) for role in structure.roles}
    return replace(
        structure,
        roles=tuple(replace(role, key=_id(role.key, ids)) for role in structure.roles),
        channels=tuple(
            replace(
                channel,
                key=_id(channel.key, ids),
                parent=None if channel.parent is None else _id(channel.parent, ids),
                access={targets[who]: Overwrite(*what) for who, what in channel.access.items()},
            )
            for channel in structure.channels
        ),
    )


def _id(key: Key, ids: dict[Key, int]) -> Key:
    return key if key == EVERYONE else Key(str(ids[key]))


def request_for(size: Size, design: Structure | None = None) -> PlanRequest:
    """What planning starts from: the guild as it was read, and the design."""
    live = structure_of(size)
    ids = {role.key: _IDS + n for n, role in enumerate(live.roles)}
    ids |= {channel.key: _IDS + 1000 + n for n, channel in enumerate(live.channels)}
    bot = Key(str(ids[live.roles[0].key]))
    read = _as_read(live, ids)
    read = replace(
        read, roles=(replace(read.roles[0], permissions=_ADMINISTRATOR), *read.roles[1:])
    )
    wanted = design or changed(structure_of(size))
    wanted = replace(
        wanted, roles=(replace(wanted.roles[0], permissions=_ADMINISTRATOR), *wanted.roles[1:])
    )
    return PlanRequest(
        blueprint=Blueprint(structure=wanted),
        blueprint_version=1,
        snapshot=Snapshot(
            guild_id=_GUILD,
            taken_at=_NOON,
            owner_id=UserId(10**18 + 2),
            structure=read,
            role_facts={
                role.key: RoleFacts(position=len(read.roles) - n, managed=n == 0, members=n)
                for n, role in enumerate(read.roles)
            },
            channel_facts={c.key: ChannelFacts(position=n) for n, c in enumerate(read.channels)},
            bot=Standing(user_id=_BOT, roles=frozenset({bot})),
            member_count=5000,
        ),
        bindings=Bindings(
            frozenset(
                Binding(Kind.ROLE if key in live.role_by_key else Kind.CHANNEL, key, given)
                for key, given in ids.items()
            )
        ),
        requester=None,
        now=_NOON,
    )
