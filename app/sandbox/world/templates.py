"""Guild templates: a guild's structure, serialised, under a code that anyone may read."""

from dataclasses import dataclass


@dataclass(slots=True)
class Template:
    """`serialized` is the snapshot in Discord's shape, with running numbers for ids."""

    code: str
    name: str
    creator_id: int
    source_guild_id: int
    created_at: float
    updated_at: float
    serialized: dict[str, object]
    description: str | None = None
    usage_count: int = 0
    is_dirty: bool | None = None
