"""How JSON values are read, and Discord's words for what is wrong with them."""

from typing import Any

import pytest

from app.sandbox.world.forms.reading import (
    Reader,
    bits,
    choice,
    flag,
    form,
    listed,
    number,
    or_none,
    read,
    read_list,
    snowflake,
    text,
    word,
)
from app.sandbox.world.refusals import Refusal

LONG_DIGITS = "9" * 10_000


@pytest.mark.parametrize(
    ("reader", "sent", "found"),
    [
        (text(1, 5), "  abc ", "abc"),
        (text(0, 5), "", ""),
        (text(1, 2), "🔥🔥", "🔥🔥"),
        (number(0, 9), 9, 9),
        (number(-5, 9), "-5", -5),
        (bits, "9223372036854775807", (1 << 63) - 1),
        (bits, 0, 0),
        (flag, False, False),
        (snowflake, "18446744073709551615", (1 << 64) - 1),
        (choice(0, 5), "5", 5),
        (word("de", "fr"), "fr", "fr"),
        (or_none(number(0, 9)), None, None),
        (listed(snowflake), ["1", 2], [1, 2]),
        (form({"a": flag}), {"a": True, "unknown": 1}, {"a": True}),
    ],
)
def test_what_is_right_is_read(reader: Reader, sent: Any, found: Any) -> None:
    assert read({"key": sent}, {"key": reader}) == {"key": found}


@pytest.mark.parametrize(
    ("reader", "sent", "code", "message"),
    [
        (text(1, 5), "abcdef", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length."),
        (text(2, 5), "a", "BASE_TYPE_BAD_LENGTH", "Must be between 2 and 5 in length."),
        (text(1, 5), "  ", "BASE_TYPE_REQUIRED", "This field is required"),
        (text(0, 5), "abcdef", "BASE_TYPE_MAX_LENGTH", "Must be 5 or fewer in length."),
        (text(0, 5), None, "STRING_TYPE_CONVERT", 'Could not interpret "None" as string.'),
        (number(1, 9), 0, "NUMBER_TYPE_MIN", "int value should be greater than or equal to 1."),
        (number(1, 9), 10, "NUMBER_TYPE_MAX", "int value should be less than or equal to 9."),
        (number(1, 9), "x", "NUMBER_TYPE_COERCE", 'Value "x" is not int.'),
        (number(1, 9), True, "NUMBER_TYPE_COERCE", 'Value "True" is not int.'),
        (number(1, 9), 1.5, "NUMBER_TYPE_COERCE", 'Value "1.5" is not int.'),
        (number(1, 9), "٣", "NUMBER_TYPE_COERCE", 'Value "٣" is not int.'),
        (bits, -1, "NUMBER_TYPE_MIN", "int value should be greater than or equal to 0."),
        (flag, 1, "BOOLEAN_TYPE_CONVERT", "Must be either true or false."),
        (snowflake, "-1", "NUMBER_TYPE_COERCE", 'Value "-1" is not snowflake.'),
        (snowflake, 1 << 64, "NUMBER_TYPE_COERCE", f'Value "{1 << 64}" is not snowflake.'),
        (choice(0, 5), 1, "BASE_TYPE_CHOICES", "Value must be one of {0, 5}."),
        (word("de"), "xx", "BASE_TYPE_CHOICES", "Value must be one of {'de'}."),
        (listed(flag), {}, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType"),
        (listed(flag, 1), [True] * 2, "BASE_TYPE_MAX_LENGTH", "Must be 1 or fewer in length."),
        (form({}), [], "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType"),
    ],
)
def test_what_is_wrong_is_said_in_discords_words(
    reader: Reader, sent: Any, code: str, message: str
) -> None:
    with pytest.raises(Refusal) as refused:
        read({"key": sent}, {"key": reader})

    assert refused.value.body() == {
        "code": 50035,
        "message": "Invalid Form Body",
        "errors": {"key": {"_errors": [{"code": code, "message": message}]}},
    }


def test_a_number_of_ten_thousand_digits_is_no_number() -> None:
    with pytest.raises(Refusal) as refused:
        read({"key": LONG_DIGITS}, {"key": snowflake})

    assert refused.value.code == 50035


def test_errors_are_told_by_key_and_index_all_at_once() -> None:
    fields = {"tags": listed(form({"name": text(1, 3), "on": flag}, required=("name",)))}
    with pytest.raises(Refusal) as refused:
        read({"tags": [{"name": "ok"}, {"on": 1}, {"name": "long"}]}, fields)

    assert refused.value.errors is not None
    tags: Any = refused.value.errors["tags"]
    assert set(tags) == {"1", "2"}
    assert set(tags["1"]) == {"name", "on"}
    assert tags["2"]["name"]["_errors"][0]["code"] == "BASE_TYPE_BAD_LENGTH"


def test_null_is_as_good_as_missing_for_what_is_required() -> None:
    for body in ({}, {"name": None}):
        with pytest.raises(Refusal) as refused:
            read(body, {"name": or_none(text(1, 3))}, required=("name",))

        assert refused.value.errors is not None
        assert "name" in refused.value.errors


def test_a_body_may_be_an_array() -> None:
    found = read_list([{"id": "1"}, {"id": 2}], {"id": snowflake}, required=("id",))

    assert found == [{"id": 1}, {"id": 2}]
