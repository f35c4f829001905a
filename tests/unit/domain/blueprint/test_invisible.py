import pytest

from app.shared.domain.blueprint.invisible import (
    called,
    code_point,
    forbidden_characters,
    invisible_characters,
)


@pytest.mark.parametrize(
    "char",
    [
        "\u200b",
        "\u200e",
        "\u202e",
        "\u2066",
        "\u2060",
        "\ufeff",
        "\u00ad",
        "\u061c",
        "\u3164",
        "\u2800",
        "\u0007",
        "\U000e0041",
    ],
)
def test_what_does_not_show_is_found(char: str) -> None:
    assert list(invisible_characters(f"ab{char}cd")) == [(2, char)]


@pytest.mark.parametrize(
    "text",
    [
        "plain",
        "👨\u200d💼 boss",
        "❤\ufe0f",
        "1\ufe0f\u20e3",
        "🏴\U000e0067\U000e0062\U000e007f",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "क्\u200dष",
        "two\nlines\tand tab",
        "a\u00a0b",
        "日本\u3000語",
    ],
)
def test_joiners_and_blanks_that_are_what_they_look_like_pass(text: str) -> None:
    assert list(invisible_characters(text)) == []


def test_a_joiner_between_latin_letters_is_found() -> None:
    assert list(invisible_characters("a\u200db")) == [(1, "\u200d")]


def test_a_line_break_is_found_where_there_may_be_one_line_only() -> None:
    assert list(forbidden_characters("a\nb", multiline=False)) == [(1, "\n")]
    assert list(forbidden_characters("a\nb")) == []


@pytest.mark.parametrize("char", ["\0", "\x7f", "\x85", "\u2028", "\ud800"])
def test_what_discord_cannot_store_is_found(char: str) -> None:
    assert list(forbidden_characters(f"é{char}")) == [(1, char)]


def test_a_character_is_called_by_its_code_point_and_name() -> None:
    assert called("\u202e") == "U+202E (right-to-left override)"
    assert called("\ud800") == "U+D800 (half of a character)"
    assert code_point("\U000e0041") == "U+E0041"
