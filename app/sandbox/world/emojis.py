"""Custom emojis of a guild."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Emoji:
    id: int
    name: str
    creator_id: int
    roles: list[int] = field(default_factory=list)
    animated: bool = False
    managed: bool = False
    available: bool = True
