"""What a backup says about itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a dump was taken. `schema` is the revision of the database, `server` PostgreSQL's
    version as it tells it, `tools` the major version of the programs that made the dump. `rows`
    counts each table in the very state that was dumped."""

    made_at: datetime
    guildwright: str
    schema: str
    server: str
    tools: int
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """`size_bytes` and `sha256` are of the dump as it is kept: encrypted where `encrypted`."""

    origin: Origin
    encrypted: bool
    size_bytes: int
    sha256: str
