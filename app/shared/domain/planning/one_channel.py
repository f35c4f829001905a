"""A comparison of a guild with a design, made anew for just one channel.

What a comparison says of a channel that is there, that the design names, and that stands where it
stood depends on that channel, on its design, and on a little that other channels have no part in:
which roles shall be, and what keys stand for which ids. As long as nothing else became different,
comparing that channel again and leaving the rest as it was gives what comparing the whole guild
would give (tests/unit/domain/planning/test_one_channel.py holds one against the other).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.planning.archive import is_archive
from app.shared.domain.planning.changes import Change, ChangeKind, Subject
from app.shared.domain.planning.channel_changes import changes_of_channel
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.role_changes import ROLE_ORDER
from app.shared.domain.planning.wanted_channels import merged, without_gone_roles
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.channels import Channel, ChannelType
from app.shared.domain.structure.identifiers import Key, Target, role_target
from app.shared.domain.structure.rekeying import channel_by_bindings
from app.shared.domain.structure.structure import Structure

type Ranks = Mapping[Key, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPart:
    """What of a whole comparison is about one channel."""

    design: Channel
    wanted_parent: Key | None
    rank: int
    """Its place among the wanted channels."""
    type: ChannelType
    parent: Key | None
    """An id, as the live guild has it."""
    position: int

    def is_in_place(self, live: Channel, position: int) -> bool:
        """Nothing of it became different that others could have a part in. `live` is in ids."""
        place = (live.type, live.parent, position)
        return place == (self.type, self.parent, self.position)


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What of a whole comparison decides about every channel."""

    bindings: Bindings
    blueprint: Blueprint
    """Without its structure."""
    roles: frozenset[Target]
    """Those that shall be."""
    gone: frozenset[Target]
    """Those that live and shall not."""


def channel_parts(comparison: Comparison) -> dict[Key, ChannelPart]:
    """By id, of each channel that can be compared by itself. Categories are not among them: the
    archive is one, and others take after it."""
    found = comparison.snapshot.structure.channel_by_key
    facts = comparison.snapshot.channel_facts
    keys = {id_: channel_by_bindings(one, comparison.bindings).key for id_, one in found.items()}
    ranks = {channel.key: n for n, channel in enumerate(comparison.wanted.channels)}
    design = comparison.blueprint.structure.channel_by_key
    return {
        id_: ChannelPart(
            design=design[key],
            wanted_parent=comparison.wanted.channel_by_key[key].parent,
            rank=ranks[key],
            type=found[id_].type,
            parent=found[id_].parent,
            position=facts[id_].position,
        )
        for id_, key in keys.items()
        if key in design and key in ranks and _is_plain(key, comparison)
    }


def surroundings(comparison: Comparison) -> Surroundings:
    return Surroundings(
        bindings=comparison.bindings,
        blueprint=replace(comparison.blueprint, structure=Structure(), protected=frozenset()),
        roles=frozenset(role_target(role.key) for role in comparison.wanted.roles),
        gone=comparison.doomed_targets,
    )


def compared_again(part: ChannelPart, around: Surroundings, live: Channel) -> tuple[Change, ...]:
    """`live` is in ids, and in its place."""
    before = channel_by_bindings(live, around.bindings)
    after = merged(before, part.design, around.blueprint, type_kept=False)
    access = without_gone_roles(after.access, around.roles)
    after = replace(after, parent=part.wanted_parent, access=access)
    return tuple(changes_of_channel(before, after, around.gone))


def with_channel_again(
    changes: Iterable[Change], key: Key, rank: int, again: tuple[Change, ...], ranks: Ranks
) -> tuple[Change, ...]:
    """All changes, with those of the channel replaced, in the order of a whole comparison. `ranks`
    are those of the channels that the changes are about."""
    rest = [change for change in changes if not _is_about(change, key)]
    at = sum(1 for _ in _before(rest, rank, ranks))
    return (*rest[:at], *again, *rest[at:])


def ranks_of(comparison: Comparison, changes: Iterable[Change]) -> dict[Key, int]:
    """Of the channels that the changes are about."""
    about = {change.key for change in changes if change.subject is Subject.CHANNEL}
    channels = enumerate(comparison.wanted.channels)
    return {channel.key: n for n, channel in channels if channel.key in about}


def _is_plain(key: Key, comparison: Comparison) -> bool:
    live = comparison.live.channel_by_key.get(key)
    return (
        live is not None
        and live.type is not ChannelType.CATEGORY
        and key not in comparison.type_kept
        and key not in comparison.unseen
        and not is_archive(key)
        and not is_archive(comparison.wanted.channel_by_key[key].parent)
    )


def _is_about(change: Change, key: Key) -> bool:
    return change.subject is Subject.CHANNEL and change.key == key


def _before(changes: list[Change], rank: int, ranks: Ranks) -> Iterator[Change]:
    """Roles and their order come first, then channels as they are wanted, then all else."""
    for change in changes:
        is_role = change.subject is Subject.ROLE or change.key == ROLE_ORDER
        is_earlier = (
            change.subject is Subject.CHANNEL
            and change.kind is not ChangeKind.DELETE
            and ranks[change.key] < rank
        )
        if not is_role and not is_earlier:
            return
        yield change
