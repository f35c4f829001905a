"""The calls that came to the sandbox, whatever became of them."""

from collections.abc import Sequence
from dataclasses import dataclass

LIMITED = 429
_BROKEN = 500


@dataclass(slots=True)
class Call:
    at: float
    """Epoch seconds."""
    base: str
    method: str
    path: str
    reason: str = ""
    """For the audit log; empty where none was given."""
    status: int | None = None
    """Of its answer; None where there was none."""

    @property
    def is_broken(self) -> bool:
        """Nobody can tell from the answer whether it took effect."""
        return self.status is None or self.status >= _BROKEN

    def sorts_channels_of(self, guild_id: int) -> bool:
        """The one write that carries no reason."""
        return self.method == "PATCH" and self.path == f"/guilds/{guild_id}/channels"

    def reads(self, guild_id: int) -> bool:
        return self.method == "GET" and f"{self.path}/".startswith(f"/guilds/{guild_id}/")


@dataclass(frozen=True, slots=True)
class Sent:
    """What workers sent while one run was under way."""

    calls: Sequence[Call] = ()
    cut_off: int = 0
    """How often what workers did may have ended anywhere: each of them that took part and went away
    (killed, asked to stop, fallen), and each time that one said it had let go of the run, since
    its hold on the guild was lost with its connection to PostgreSQL."""
