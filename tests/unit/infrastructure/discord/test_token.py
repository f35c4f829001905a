"""The token as people paste it, and as nobody sees it."""

import pickle

import pytest

from app.shared.application.ports.guild_gateway import TokenRefused
from app.shared.infrastructure.discord.token import Token


@pytest.mark.parametrize("pasted", ["abc.def.ghi", "  abc.def.ghi\n", "Bot abc.def.ghi"])
def test_what_people_paste_along_is_left_off(pasted: str) -> None:
    assert Token(pasted).header() == "Bot abc.def.ghi"


@pytest.mark.parametrize("pasted", ["", "   ", "Bot ", "two words", "tökén", "a\nb"])
def test_what_cannot_be_a_token_is_refused_without_repeating_it(pasted: str) -> None:
    with pytest.raises(TokenRefused) as caught:
        Token(pasted)

    assert "developer portal" in caught.value.remedy
    assert not pasted.strip() or pasted not in str(caught.value)


def test_it_shows_itself_to_nobody() -> None:
    token = Token("abc.def.ghi")

    assert "abc" not in f"{token} {token!r} {[token]}"
    with pytest.raises(TypeError):
        pickle.dumps(token)
