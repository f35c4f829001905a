"""What a guild's people have agreed on about rights here."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.shared.domain.planning.changes import Change, Risk
from app.shared.domain.structure.identifiers import GuildId

_ORDER = tuple(Risk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    guild_id: GuildId
    two_person_from: Risk | None = None
    """Plans of this risk or more are applied only when somebody else has approved them. None:
    nobody else is needed."""
    default_managers: bool = True
    """Whether everybody with Manage Server holds every right. The owner and Administrators do in
    any case."""

    def wants_second_person(self, risk: Risk) -> bool:
        return self.two_person_from is not None and at_least(risk, self.two_person_from)

    def is_looser_than(self, other: "Policy") -> bool:
        """Lets one person alone do something that `other` asks two for."""
        return other.two_person_from is not None and not self.wants_second_person(
            other.two_person_from
        )


def at_least(risk: Risk, threshold: Risk) -> bool:
    return _ORDER.index(risk) >= _ORDER.index(threshold)


def greatest_risk(changes: Iterable[Change]) -> Risk:
    return max((change.risk for change in changes), key=_ORDER.index, default=Risk.NONE)
