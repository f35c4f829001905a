"""What the proxy in front of Discord does to an address that keeps sending refused requests."""

from dataclasses import dataclass, field

from app.sandbox.exchange.messages import Answer, OnPurpose
from app.sandbox.limits.windows import Allowance, SlidingWindow

INVALID_REQUESTS = Allowance(10_000, 600.0)
"""Answers of 401, 403 and 429 (but for the shared scope) that an address may earn."""

_PAGE = "<!DOCTYPE html><title>Access denied</title><body>error code: {code}</body>"


@dataclass(slots=True)
class InvalidRequestBan:
    """Once the allowance is spent, everything is refused for as long again as the window is."""

    allowance: Allowance = INVALID_REQUESTS
    status: int = 429
    _earned: dict[str, SlidingWindow] = field(default_factory=dict)
    _until: dict[str, float] = field(default_factory=dict)

    def until(self, address: str) -> float:
        """Epoch seconds at which the ban of an address ends; minus infinity where there is none."""
        return self._until.get(address, float("-inf"))

    def earn(self, address: str, now: float) -> None:
        """One more invalid request."""
        window = self._earned.setdefault(address, SlidingWindow(self.allowance.per_seconds))
        if window.add(now) >= self.allowance.requests:
            self._until[address] = now + self.allowance.per_seconds
            window.clear()

    def earned(self, address: str, now: float) -> int:
        """Invalid requests in the window that ends now."""
        window = self._earned.get(address)
        return 0 if window is None else window.count(now)

    def answer(self) -> Answer:
        """Neither JSON nor `Via`: by its absence client libraries tell a ban from a rate limit."""
        code = 1015 if self.status == 429 else 1020
        return OnPurpose.of_html(self.status, _PAGE.format(code=code))
