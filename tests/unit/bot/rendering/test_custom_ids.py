"""What a button says when it is pressed."""

import pytest

from app.bot.rendering.custom_ids import custom_id, parts_of


def test_what_was_put_in_comes_out() -> None:
    assert parts_of(custom_id("apply", "a" * 64, 7)) == ("apply", ("a" * 64, "7"))
    assert parts_of(custom_id("help")) == ("help", ())


@pytest.mark.parametrize("text", ["", "gw1", "gw1:", "other:apply:1", "gw2:apply"])
def test_what_is_not_ours_is_nobodys(text: str) -> None:
    assert parts_of(text) is None


@pytest.mark.parametrize("args", [("a:b",), ("x" * 97,)])
def test_what_could_not_be_read_back_is_refused_where_it_is_made(args: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="no custom id"):
        custom_id("do", *args)
