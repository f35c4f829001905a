"""What a log line belongs to: bound once where work begins, and on every line until it ends."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True, slots=True)
class LogContext:
    """The ids by which somebody looks for the lines of one piece of work."""

    request_id: str | None = None
    """One call over HTTP."""
    interaction_id: str | None = None
    """One use of a command, button or form in Discord."""
    guild_id: str | None = None
    plan_id: str | None = None
    run_id: str | None = None
    worker_id: str | None = None
    trace_id: str | None = None
    """Where traces are made (OpenTelemetry): the one that this belongs to."""

    def fields(self) -> Mapping[str, str]:
        """Those that are known."""
        return {name: value for name, value in asdict(self).items() if value is not None}


_current: ContextVar[LogContext] = ContextVar("log_context", default=LogContext())  # noqa: B039


def log_context() -> LogContext:
    """What is bound here. Tasks and threads of asyncio inherit it from where they were started."""
    return _current.get()


@contextmanager
def log_bound(**ids: str | None) -> Iterator[None]:
    """Add ids to what is bound, for the time of the block. Takes the names of LogContext."""
    token = _current.set(replace(_current.get(), **ids))
    try:
        yield
    finally:
        _current.reset(token)
