import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared.domain.blueprint.keys import KEY_LENGTH, key_from, key_problem, unique_key
from app.shared.domain.structure.identifiers import EVERYONE, Key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Moderator", "moderator"),
        ("Général & Co.", "general-co"),
        ("What's new", "whats-new"),
        ("  -- Jeux --  ", "jeux"),
        ("🎉", "party-popper"),
        ("🎉 Events", "events"),
        ("一般チャット", "一般チャット"),
        ("Ελλάδα", "ελλάδα"),
        ("हिन्दी", "हिन्दी"),
        ("한국어", "한국어"),
        ("\uff26\uff35\uff2c\uff2c", "full"),
        ("2024", "role-2024"),
        ("\u200b", "role"),
        ("", "role"),
    ],
)
def test_a_name_gives_a_readable_key(name: str, key: str) -> None:
    assert key_from(name, "role") == key


@given(st.text(max_size=120))
def test_any_name_gives_a_key_that_is_allowed(name: str) -> None:
    key = key_from(name, "role")

    assert key_problem(key) == ""


@given(st.text(max_size=120))
def test_a_key_made_of_a_key_is_the_key(name: str) -> None:
    key = key_from(name, "role")

    assert key_from(key, "role") == key


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "empty"),
        ("Upper", "lower case"),
        ("two words", "' '"),
        ("a/b", "'/'"),
        ("~a", "starts with"),
        ("-a", "starts with"),
        ("123", "Discord id"),
        ("٣", "Discord id"),
        ("a" * (KEY_LENGTH + 1), "64"),
        ("e\u0301", "lower case"),
        ("a\u200b", "none of them"),
    ],
)
def test_what_cannot_be_a_key_is_refused_with_the_reason(text: str, reason: str) -> None:
    assert reason in key_problem(text)


def test_a_key_that_is_taken_gets_the_next_number() -> None:
    assert unique_key(Key("a"), {Key("a"), Key("a-2")}) == "a-3"


def test_no_key_is_the_one_of_everyone() -> None:
    assert unique_key(EVERYONE, ()) == "everyone-2"


def test_a_long_key_stays_within_the_limit_with_its_number() -> None:
    long = Key("a" * KEY_LENGTH)

    key = unique_key(long, {long})

    assert key.endswith("-2")
    assert key_problem(key) == ""
