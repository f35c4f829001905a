"""What is not installed, and was asked for."""

from typing import ClassVar

from app.shared.domain.errors import Invalid


class TelemetryMissing(Invalid):
    code: ClassVar[str] = "telemetry_missing"

    def __init__(self, setting: str, package: str) -> None:
        super().__init__(
            f"{setting} is set, and {package} is not installed.",
            remedy="Install it (pip install 'guildwright[telemetry]'), or leave the setting out.",
        )
