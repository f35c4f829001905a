"""Orders that come as JSON: a dataclass is their form, and a key that it lacks is an error."""

from dataclasses import fields, is_dataclass

from pydantic import TypeAdapter, ValidationError

from app.sandbox.exchange.control_page import said
from app.sandbox.exchange.messages import Answer, Exchange


def ordered[T](kind: type[T], exchange: Exchange) -> T | Answer:
    """The order in the body, or 400 with what is wrong with it."""
    unknown = _unknown_keys(kind, exchange.body)
    if unknown:
        return said(400, f"There is no {', '.join(unknown)} in {kind.__name__}.")
    try:
        return TypeAdapter(kind).validate_json(exchange.content)
    except ValidationError as error:
        wrong = error.errors(include_url=False, include_context=False, include_input=False)
        return said(400, f"That is no {kind.__name__}.", errors=wrong)


def _unknown_keys(kind: type, body: object) -> list[str]:
    if not isinstance(body, dict) or not is_dataclass(kind):
        return []
    return sorted(body.keys() - {field.name for field in fields(kind)})
