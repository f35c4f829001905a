"""Where a process tells how it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HealthAddress:
    """Port 0 lets the system choose."""

    host: str
    port: int
