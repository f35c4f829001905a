"""Reads JSON values the way Discord does, and says what is wrong with all of them at once."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from app.sandbox.world.refusals import invalid_form, leaf

MAX_SNOWFLAKE = (1 << 64) - 1
MAX_BITS = (1 << 63) - 1
_MOST_DIGITS = 30
_DIGITS = re.compile(r"-?[0-9]+")

type Reader = Callable[[Any], Any]
type Fields = Mapping[str, Reader]
type Values = dict[str, Any]
"""What was sent, by key: absent keys were not sent, None was sent as null."""


class Wrong(Exception):
    """A value that a reader refuses; `tree` is Discord's node for it."""

    def __init__(self, tree: Mapping[str, object]) -> None:
        super().__init__(str(tree))
        self.tree = tree

    @classmethod
    def of(cls, code: str, message: str) -> "Wrong":
        return cls(leaf(code, message))


def read(body: object, fields: Fields, required: Collection[str] = ()) -> Values:
    """The values of the known keys, or 50035. Unknown keys are passed over, as Discord does."""
    try:
        return _read(body, fields, required)
    except Wrong as wrong:
        raise invalid_form(wrong.tree) from None


def read_list(body: object, fields: Fields, required: Collection[str] = ()) -> list[Values]:
    """The same for a body that is an array of objects."""
    try:
        found: list[Values] = listed(form(fields, required))(body)
    except Wrong as wrong:
        raise invalid_form(wrong.tree) from None
    return found


def form(fields: Fields, required: Collection[str] = ()) -> Reader:
    """An object inside an object."""
    return lambda value: _read(value, fields, required)


def or_none(reader: Reader) -> Reader:
    return lambda value: None if value is None else reader(value)


def text(low: int, high: int) -> Reader:
    """Text with as many characters, blanks at its ends not counted and not kept."""

    def read_text(value: Any) -> str:
        if not isinstance(value, str):
            raise Wrong.of("STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
        stripped = value.strip()
        if not stripped and low > 0:
            raise Wrong.of("BASE_TYPE_REQUIRED", "This field is required")
        if low > 0 and not low <= len(stripped) <= high:
            raise Wrong.of("BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
        if len(stripped) > high:
            raise Wrong.of("BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        return stripped

    return read_text


def number(low: int, high: int) -> Reader:
    def read_number(value: Any) -> int:
        found = _integer(value, "int")
        if found < low:
            message = f"int value should be greater than or equal to {low}."
            raise Wrong.of("NUMBER_TYPE_MIN", message)
        if found > high:
            raise Wrong.of("NUMBER_TYPE_MAX", f"int value should be less than or equal to {high}.")
        return found

    return read_number


def bits(value: Any) -> int:
    """A bit set as number or text; bits that nobody knows are kept."""
    found: int = number(0, MAX_BITS)(value)
    return found


def flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Wrong.of("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
    return value


def snowflake(value: Any) -> int:
    found = _integer(value, "snowflake")
    if not 0 <= found <= MAX_SNOWFLAKE:
        raise Wrong.of("NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
    return found


def choice(*allowed: int) -> Reader:
    def read_choice(value: Any) -> int:
        found = _integer(value, "int")
        if found not in allowed:
            listing = ", ".join(str(one) for one in allowed)
            raise Wrong.of("BASE_TYPE_CHOICES", f"Value must be one of {{{listing}}}.")
        return found

    return read_choice


def word(*allowed: str) -> Reader:
    """One of a few words."""

    def read_word(value: Any) -> str:
        if value not in allowed:
            listing = ", ".join(repr(one) for one in allowed)
            raise Wrong.of("BASE_TYPE_CHOICES", f"Value must be one of {{{listing}}}.")
        return str(value)

    return read_word


def listed(reader: Reader, high: int | None = None) -> Reader:
    """An array; errors are told by index."""

    def read_list(value: Any) -> list[Any]:
        if not isinstance(value, list):
            raise Wrong.of("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
        if high is not None and len(value) > high:
            raise Wrong.of("BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        found, wrong = [], {}
        for index, item in enumerate(value):
            try:
                found.append(reader(item))
            except Wrong as error:
                wrong[str(index)] = error.tree
        if wrong:
            raise Wrong(wrong)
        return found

    return read_list


def _read(body: object, fields: Fields, required: Collection[str]) -> Values:
    if not isinstance(body, dict):
        raise Wrong.of("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
    found, wrong = {}, {}
    for key, reader in fields.items():
        if key not in body:
            continue
        try:
            found[key] = reader(body[key])
        except Wrong as error:
            wrong[key] = error.tree
    for key in required:
        if body.get(key) is None:
            wrong[key] = leaf("BASE_TYPE_REQUIRED", "This field is required")
    if wrong:
        raise Wrong(wrong)
    return found


def _integer(value: Any, kind: str) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, str) and len(value) <= _MOST_DIGITS and _DIGITS.fullmatch(value):
        return int(value)
    raise Wrong.of("NUMBER_TYPE_COERCE", f'Value "{value}" is not {kind}.')
