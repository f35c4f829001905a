"""Edits that people make to a design, drawn by Hypothesis: each is about one thing, by key."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from hypothesis import strategies as st

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import EVERYONE, Key, member_target, role_target
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure

type Change = Callable[[Structure], Structure]


@dataclass(frozen=True)
class Edit:
    """`about` is what it touches; edits about different things are disjoint."""

    about: str
    change: Change
    text: str

    def __repr__(self) -> str:
        return self.text


def base() -> Blueprint:
    """A small design in which every kind of reference occurs."""
    roles = tuple(Role(key=Key(f"r{n}"), name=f"R{n}", permissions=1024 * n) for n in range(4))
    everyone = Role(key=EVERYONE, name="@everyone", permissions=1024)
    categories = [
        Channel(key=Key(f"k{n}"), type=ChannelType.CATEGORY, name=f"K{n}") for n in range(2)
    ]
    channels = [
        Channel(
            key=Key(f"c{n}"),
            type=ChannelType.VOICE if n == 5 else ChannelType.TEXT,
            name=f"c{n}",
            parent=Key(f"k{n % 2}") if n > 1 else None,
            access={
                role_target(EVERYONE): Overwrite(0, 1024),
                role_target(Key(f"r{n % 4}")): Overwrite(1024, 0),
            },
        )
        for n in range(6)
    ]
    structure = Structure(
        roles=(*roles, everyone),
        channels=display_order([*categories, *channels]),
        settings={"name": "Guild", "verification": 1, "system_channel": "c0"},
    )
    return Blueprint(structure=structure, protected=frozenset({(Kind.CHANNEL, Key("c1"))}))


def after(design: Blueprint, edits: Sequence[Edit]) -> Blueprint:
    structure = design.structure
    for edit in edits:
        structure = edit.change(structure)
    here = structure.channel_by_key
    protected = frozenset(one for one in design.protected if one[1] in here)
    return replace(design, structure=structure, protected=protected)


def _edited(kind: str, key: str, **values: Any) -> Change:
    def change(structure: Structure) -> Structure:
        if kind == "roles":
            roles = (replace(r, **values) if r.key == key else r for r in structure.roles)
            return replace(structure, roles=tuple(roles))
        channels = (replace(c, **values) if c.key == key else c for c in structure.channels)
        return replace(structure, channels=display_order(channels))

    return change


def _into(key: str, category: Key | None) -> Change:
    def change(structure: Structure) -> Structure:
        where = category if category in structure.channel_by_key else None
        return _edited("channels", key, parent=where)(structure)

    return change


def _access(key: str, target: Any, overwrite: Overwrite | None) -> Change:
    def change(structure: Structure) -> Structure:
        channel = structure.channel_by_key.get(Key(key))
        if channel is None:
            return structure
        access = {t: o for t, o in channel.access.items() if t != target}
        if overwrite is not None:
            access[target] = overwrite
        return _edited("channels", key, access=MappingProxyType(access))(structure)

    return change


def _new_role(key: str, place: int) -> Change:
    def change(structure: Structure) -> Structure:
        if Key(key) in structure.role_by_key:
            return structure
        at = min(place, len(structure.roles) - 1)
        role = Role(key=Key(key), name=key.upper())
        return replace(structure, roles=(*structure.roles[:at], role, *structure.roles[at:]))

    return change


def _new_channel(key: str, parent: str | None, place: int) -> Change:
    def change(structure: Structure) -> Structure:
        if Key(key) in structure.channel_by_key:
            return structure
        where = Key(parent) if parent and Key(parent) in structure.channel_by_key else None
        channel = Channel(key=Key(key), type=ChannelType.TEXT, name=key, parent=where)
        at = min(place, len(structure.channels))
        listed = (*structure.channels[:at], channel, *structure.channels[at:])
        return replace(structure, channels=display_order(listed))

    return change


def _without_channel(key: str) -> Change:
    def change(structure: Structure) -> Structure:
        kept = (one for one in structure.channels if one.key != key)
        channels = display_order(
            replace(one, parent=None) if one.parent == key else one for one in kept
        )
        settings = {n: None if v == key else v for n, v in structure.settings.items()}
        return replace(structure, channels=channels, settings=settings)

    return change


def _without_role(key: str) -> Change:
    def change(structure: Structure) -> Structure:
        target = role_target(Key(key))
        channels = tuple(
            replace(one, access={t: o for t, o in one.access.items() if t != target})
            if target in one.access
            else one
            for one in structure.channels
        )
        roles = tuple(one for one in structure.roles if one.key != key)
        return replace(structure, roles=roles, channels=channels)

    return change


def _moved(key: str, place: int) -> Change:
    def change(structure: Structure) -> Structure:
        channel = structure.channel_by_key.get(Key(key))
        if channel is None:
            return structure
        rest = [one for one in structure.channels if one.key != key]
        at = min(place, len(rest))
        return replace(structure, channels=display_order([*rest[:at], channel, *rest[at:]]))

    return change


def edits(numbers: Sequence[int]) -> st.SearchStrategy[Edit]:
    """About the things with these numbers only."""
    number = st.sampled_from(numbers)
    roles = number.filter(lambda n: n < 4)
    bits = st.sampled_from([0, 1024, 2048, 3072])
    return st.one_of(
        st.builds(
            lambda n, v: Edit(f"role r{n}", _edited("roles", f"r{n}", permissions=v), f"r{n}={v}"),
            roles,
            bits,
        ),
        st.builds(
            lambda n, v: Edit(f"c{n}", _edited("channels", f"c{n}", topic=v), f"topic c{n}={v}"),
            number.filter(lambda n: n != 5),
            st.sampled_from(["a", "b"]),
        ),
        st.builds(
            lambda n, v: Edit(
                f"c{n}", _access(f"c{n}", member_target(70 + n), Overwrite(v, 0)), f"acc c{n}={v}"
            ),
            number,
            bits,
        ),
        st.builds(lambda n: Edit(f"new {n}", _new_role(f"n{n}", n), f"+role n{n}"), number),
        st.builds(
            lambda n, k: Edit(f"new {n}", _new_channel(f"x{n}", k, n), f"+x{n} in {k}"),
            number,
            st.sampled_from([None, "k0", "k1"]),
        ),
        st.builds(lambda n: Edit(f"c{n}", _without_channel(f"c{n}"), f"-c{n}"), number),
        st.builds(lambda n: Edit(f"r{n}", _without_role(f"r{n}"), f"-r{n}"), roles),
        st.builds(
            lambda n, k: Edit(f"c{n}", _into(f"c{n}", k), f"c{n} to {k}"),
            number,
            st.sampled_from([None, Key("k0"), Key("k1")]),
        ),
        st.builds(
            lambda n, p: Edit(f"c{n}", _moved(f"c{n}", p), f"c{n} to place {p}"),
            number,
            st.integers(0, 7),
        ),
        st.builds(
            lambda n: Edit(
                "k1", _without_channel("k1") if n == numbers[0] else (lambda s: s), f"-k1 by {n}"
            ),
            number,
        ),
    )
