"""Reads query strings."""

from app.sandbox.rest.call import Call
from app.sandbox.world.refusals import invalid_field


def query_number(call: Call, name: str, low: int, high: int, otherwise: int) -> int:
    text = call.incoming.query.get(name)
    if text is None:
        return otherwise
    if not text.isascii() or not text.isdigit():
        raise invalid_field(name, "NUMBER_TYPE_COERCE", f'Value "{text}" is not int.')
    found = int(text)
    if found < low:
        message = f"int value should be greater than or equal to {low}."
        raise invalid_field(name, "NUMBER_TYPE_MIN", message)
    if found > high:
        message = f"int value should be less than or equal to {high}."
        raise invalid_field(name, "NUMBER_TYPE_MAX", message)
    return found


def query_snowflake(call: Call, name: str) -> int | None:
    text = call.incoming.query.get(name)
    if text is None:
        return None
    if not text.isascii() or not text.isdigit():
        raise invalid_field(name, "NUMBER_TYPE_COERCE", f'Value "{text}" is not snowflake.')
    return int(text)


def query_flag(call: Call, name: str) -> bool:
    return call.incoming.query.get(name, "").lower() in ("true", "1")
