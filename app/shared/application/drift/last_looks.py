"""What the last whole look at a guild found, so that the next need not look at all of it again."""

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from app.shared.application.drift.last_design import LastDesign
from app.shared.application.drift.left_by_runs import LeftByRuns, Mark
from app.shared.application.drift.packed import Packed
from app.shared.application.ports.live_structures import LiveChannel
from app.shared.domain.drift.telling_apart import Moment, TellingApart
from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.one_channel import (
    ChannelPart,
    Surroundings,
    channel_parts,
    compared_again,
    ranks_of,
    surroundings,
    with_channel_again,
)
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import GuildId, Key, UserId
from app.shared.domain.structure.snapshot import Coverage

_MOST_BYTES = 32 << 20
_BYTES_OF_CHANGE = 250
_BYTES_OF_FIELD = 400
"""About what they take unpacked, as each glance needs all of them."""
_WHOLE = "whole"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What tells people's differences from others, and who made them."""

    bindings: Bindings
    moments: tuple[Moment, ...]
    coverage: Coverage
    bot: UserId
    bots: frozenset[UserId]
    """Those that have a role of their own here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LastLook:
    """Holds as long as no run and no version came, and the live guild is of that version."""

    mark: Mark
    version: int
    changes: tuple[Change, ...]
    """What the live guild lacks of the design that was applied."""
    ranks: Mapping[Key, int]
    packed: Packed

    @property
    def size(self) -> int:
        """In bytes, about: what was never done weighs more than the design where there is much."""
        fields = sum(len(change.fields) for change in self.changes)
        changes = _BYTES_OF_CHANGE * len(self.changes) + _BYTES_OF_FIELD * fields
        return len(self.packed) + changes

    @staticmethod
    def at(left: LeftByRuns, comparison: Comparison, version: int) -> "LastLook":
        """`comparison` is of the live guild of that version with the design that was applied."""
        snapshot, design = comparison.snapshot, left.design
        told = Told(
            bindings=design.bindings,
            moments=left.known_moments(newer=False),
            coverage=snapshot.coverage,
            bot=snapshot.bot.user_id,
            bots=bots_of(comparison),
        )
        parts = {str(id_): part for id_, part in _ours(design, comparison).items()}
        changes = design.ours(comparison.changes)
        return LastLook(
            mark=left.mark,
            version=version,
            changes=changes,
            ranks=ranks_of(comparison, changes),
            # Together, since they share what takes most of the room: the bindings.
            packed=Packed({_WHOLE: (told, surroundings(comparison)), **parts}),
        )

    def glance(self, touched: Mapping[Key, LiveChannel], version: int) -> "Glance | None":
        """What it is once these channels are as they are now; None where that cannot be told
        without a look at the whole guild."""
        found = self.packed.get(_WHOLE, *touched)
        told: Told
        around: Surroundings
        told, around = found[_WHOLE]
        changes, ranks = self.changes, dict(self.ranks)
        for id_, live in touched.items():
            part: ChannelPart | None = found.get(id_)
            if part is None or not part.is_in_place(live.channel, live.position):
                return None
            key, rank = part.design.key, part.rank
            again = compared_again(part, around, live.channel)
            ranks[key] = rank
            changes = with_channel_again(changes, key, rank, again, ranks)
        about = {change.key for change in changes}
        look = replace(
            self,
            version=version,
            changes=changes,
            ranks={key: rank for key, rank in ranks.items() if key in about},
        )
        apart = TellingApart(changes)
        for moment in told.moments:
            if apart.is_finished():
                break
            apart.look_back(moment)
        return Glance(look=look, told=told, apart=apart) if apart.is_finished() else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """A look at what was touched alone. It says what a whole look would say."""

    look: LastLook
    told: Told
    apart: TellingApart


class LastLooks:
    """Those that were used last, as many as there is room for: a few kilobytes each."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[GuildId, LastLook] = OrderedDict()

    def take(self, guild_id: GuildId) -> LastLook | None:
        """It is gone from here until it is kept again: what fails meanwhile leaves none."""
        look = self._kept.pop(guild_id, None)
        if look is not None:
            self._bytes -= look.size
        return look

    def keep(self, guild_id: GuildId, look: LastLook) -> None:
        self.take(guild_id)
        self._kept[guild_id] = look
        self._bytes += look.size
        while self._bytes > self._most:
            self.take(next(iter(self._kept)))


def bots_of(comparison: Comparison) -> frozenset[UserId]:
    facts = comparison.snapshot.role_facts.values()
    return frozenset(one.bot_id for one in facts if one.bot_id is not None)


def _ours(design: LastDesign, comparison: Comparison) -> dict[Key, ChannelPart]:
    parts = channel_parts(comparison)
    return {
        id_: part for id_, part in parts.items() if design.is_watched(Kind.CHANNEL, part.design.key)
    }
