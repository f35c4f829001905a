"""Moments as Discord writes them."""

from datetime import UTC, datetime


def iso(epoch_seconds: float) -> str:
    return datetime.fromtimestamp(epoch_seconds, UTC).isoformat(timespec="microseconds")


def iso_or_none(epoch_seconds: float | None) -> str | None:
    return None if epoch_seconds is None else iso(epoch_seconds)


def text_or_none(id: int | None) -> str | None:
    """An id as text, where there may be none."""
    return None if id is None else str(id)
