"""The steps a log event goes through on its way to a line."""

import json
from collections.abc import MutableMapping

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

from app.shared.application.logging.context import log_context
from app.shared.application.logging.redaction import Redaction

# What ends a line or is obeyed by a terminal: control characters, Unicode's own line ends, and
# those that reverse the direction of writing.
_UNPRINTABLE = {
    code: f"\\u{code:04x}"
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x2028, 0x202F), *range(0x2066, 0x206A))
    if chr(code) not in "\n\t"
}


def add_context(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Add the ids that are bound where the line is written; its own fields win."""
    return {**log_context().fields(), **event}


def drop_formatted(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
    """Other handlers leave in a record what they have made of it, which is no field of it."""
    return {name: value for name, value in event.items() if name not in ("message", "asctime")}


def redact_fields(redaction: Redaction) -> Processor:
    def redact(_logger: WrappedLogger, _method: str, event: EventDict) -> EventDict:
        return {
            # structlog's own fields are no texts, and never reach the line.
            name: value if name.startswith("_") else redaction.field(name, value)
            for name, value in event.items()
        }

    return redact


def as_json(_logger: WrappedLogger, _method: str, event: EventDict) -> str:
    first = {name: event[name] for name in ("timestamp", "level", "event") if name in event}
    text = json.dumps({**first, **event}, ensure_ascii=False, default=str)
    # Stands inside strings only, where JSON knows the same escapes.
    return text.translate(_UNPRINTABLE)


def as_lines_for_people(logger: WrappedLogger, method: str, event: EventDict) -> str:
    readable: MutableMapping[str, object] = {
        name: value.translate(_UNPRINTABLE) if isinstance(value, str) else value
        for name, value in event.items()
    }
    return str(_for_people(logger, method, readable))


_for_people = structlog.dev.ConsoleRenderer(
    colors=False,
    # The other formatters show the values of variables.
    exception_formatter=structlog.dev.plain_traceback,
)
