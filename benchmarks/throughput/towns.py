"""Many small guilds with the one design that they all get, and one whose bucket is long used up."""

from app.shared.domain.structure.identifiers import GuildId
from benchmarks.applying.seeding import Town

DESIGN = """
version: 1
roles:
  - name: Keeper
    color: "#2f6fde"
    hoist: true
  - Helper
channels:
  - category: Hall
    channels:
      - lobby
      - rules
      - voice: Talk
"""
"""Six calls in an empty guild."""


def busy_design(channels: int) -> str:
    """Ten channels of one guild can be made in two seconds."""
    rooms = "\n".join(f"      - room-{number}" for number in range(channels - 1))
    return f"version: 1\nchannels:\n  - category: Hall\n    channels:\n{rooms}\n"


def found(town: Town, count: int) -> list[GuildId]:
    return [GuildId(town.found(f"Town {number}").guild.id) for number in range(count)]
