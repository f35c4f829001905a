"""What is not installed, and was asked for."""

from typing import ClassVar

from app.shared.domain.errors import Invalid
from app.shared.domain.language.saying import say


class TelemetryMissing(Invalid):
    code: ClassVar[str] = "telemetry_missing"

    def __init__(self, setting: str, package: str) -> None:
        super().__init__(
            say(
                "{setting} is set, and {package} is not installed.",
                setting=setting,
                package=package,
            ),
            remedy=say(
                "Install it (pip install 'guildwright[telemetry]'), or leave the setting out."
            ),
        )
