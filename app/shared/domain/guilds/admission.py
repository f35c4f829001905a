"""Which guilds may use an installation: whoever hosts it decides."""

from dataclasses import dataclass
from enum import StrEnum

from app.shared.domain.structure.identifiers import GuildId


class AdmissionMode(StrEnum):
    OPEN = "open"
    ALLOW_LIST = "allow_list"
    APPROVAL = "approval"


class Decision(StrEnum):
    """What an operator said about one guild."""

    ADMITTED = "admitted"
    REFUSED = "refused"


class Standing(StrEnum):
    ADMITTED = "admitted"
    WAITING = "waiting"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionPolicy:
    """`contact` is whom people ask to let their guild in, as they would write it."""

    mode: AdmissionMode = AdmissionMode.OPEN
    allowed: frozenset[GuildId] = frozenset()
    contact: str = ""

    def standing(self, guild_id: GuildId, decision: Decision | None) -> Standing:
        """What an operator said of the guild itself counts more than any rule."""
        if decision is not None:
            return Standing(decision.value)
        if self.mode is AdmissionMode.OPEN or guild_id in self.allowed:
            return Standing.ADMITTED
        waits = self.mode is AdmissionMode.APPROVAL
        return Standing.WAITING if waits else Standing.REFUSED


OPEN_TO_ALL = AdmissionPolicy()
