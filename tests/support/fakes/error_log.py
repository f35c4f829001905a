"""The log by reference, in memory."""

from collections import defaultdict

from app.shared.application.ports.error_log import ErrorLine, ErrorLog


class FakeErrorLog(ErrorLog):
    def __init__(self) -> None:
        self._lines: defaultdict[str, list[ErrorLine]] = defaultdict(list)

    async def keep(self, reference: str, line: ErrorLine) -> None:
        self._lines[reference].append(line)

    async def lines(self, reference: str) -> tuple[ErrorLine, ...]:
        return tuple(self._lines[reference])
