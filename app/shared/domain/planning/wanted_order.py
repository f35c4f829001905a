"""The order in which wanted channels shall be shown, sort group by sort group."""

from collections.abc import Iterable, Mapping

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.planning.placing import placed
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.order import Group, sort_group

_CATEGORIES: Group = (None, "category")


def in_wanted_order(
    wanted: Mapping[Key, Channel], live: Iterable[Channel], blueprint: Blueprint
) -> tuple[Channel, ...]:
    """All wanted channels in display order: top level first, then category by category."""
    standing = grouped(channel for channel in live if _stays(channel, wanted))
    design = [
        wanted[channel.key] for channel in blueprint.structure.channels if channel.key in wanted
    ]
    listed = grouped(design)
    fixed = {c.key for c in design if blueprint.ignores(Kind.CHANNEL, c.key, "order")}
    whole = grouped(wanted.values())
    ordered: dict[Group, list[Key]] = {}
    for group, members in whole.items():
        here = standing.get(group, [])
        there = set(here)
        newcomers = [key for key in members if key not in there]
        ordered[group] = placed(here, listed.get(group, []), newcomers, fixed)
    return tuple(wanted[key] for key in _displayed(ordered))


def grouped(channels: Iterable[Channel]) -> dict[Group, list[Key]]:
    """Keys by sort group, in the order they are given in."""
    groups: dict[Group, list[Key]] = {}
    for channel in channels:
        groups.setdefault(sort_group(channel), []).append(channel.key)
    return groups


def _stays(channel: Channel, wanted: Mapping[Key, Channel]) -> bool:
    new = wanted.get(channel.key)
    return new is not None and sort_group(new) == sort_group(channel)


def _displayed(ordered: Mapping[Group, list[Key]]) -> Iterable[Key]:
    """Channels of a category that is not among them (it may be hidden) come last."""
    categories = ordered.get(_CATEGORIES, [])
    parents: dict[Key | None, None] = dict.fromkeys([None, *categories])
    parents |= dict.fromkeys(parent for parent, kind in ordered if kind != "category")
    for parent in parents:
        if parent is not None and parent in categories:
            yield parent
        yield from ordered.get((parent, "text"), ())
        yield from ordered.get((parent, "voice"), ())
