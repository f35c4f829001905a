"""Names that people chose, so that they are read as names and as nothing else."""

import pytest

from app.bot.rendering.escaping import code, name, plain, prose


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("general", "general"),
        ("**loud**", r"\*\*loud\*\*"),
        ("`code`", r"\`code\`"),
        ("||secret||", r"\|\|secret\|\|"),
        ("<@80351110224678912>", r"\<\@80351110224678912\>"),
        ("@everyone", r"\@everyone"),
        ("https://evil.example", r"https\://evil.example"),
        ("[click](https://evil.example)", r"\[click\](https\://evil.example)"),
        (":smile:", r"\:smile\:"),
        ("# big", r"\# big"),
        ("- item", r"\- item"),
        ("bot-commands", "bot-commands"),
        ("two\nlines", "two lines"),
        ("🔒 staff", "🔒 staff"),
    ],
)
def test_nothing_in_a_name_means_anything(written: str, shown: str) -> None:
    assert name(written) == shown


def test_a_name_from_right_to_left_turns_nothing_round_but_itself() -> None:
    assert name("חדר") == "\u2068חדר\u2069"


def test_marks_of_direction_inside_of_a_name_are_dropped() -> None:
    assert name("abc\u202egnp.exe\u202c") == "abcgnp.exe"
    assert plain("abc\u202egnp") == "abcgnp"


def test_a_long_name_is_cut_before_it_is_escaped() -> None:
    assert name("*" * 120, longest=10) == r"\*" * 9 + "…"


def test_code_ends_where_it_ends() -> None:
    assert code("a`b`c") == "`a\u02cbb\u02cbc`"
    assert code("  ") == "` `"


def test_a_sentence_keeps_its_own_signs_and_loses_its_meanings() -> None:
    assert prose("#general (text) becomes *x*. Drag it above.") == (
        r"\#general (text) becomes \*x\*. Drag it above."
    )
    assert prose("@everyone may, @Helper too") == r"\@everyone may, @Helper too"
    assert prose("see https://evil.example now") == r"see https\://evil.example now"
