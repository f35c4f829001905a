"""Members: a user's life in one guild."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Member:
    """Times are epoch seconds; `roles` never holds @everyone."""

    user_id: int
    joined_at: float
    nick: str | None = None
    roles: list[int] = field(default_factory=list)
    avatar: str | None = None
    banner: str | None = None
    premium_since: float | None = None
    timed_out_until: float | None = None
    deaf: bool = False
    mute: bool = False
    pending: bool = False
    flags: int = 0
