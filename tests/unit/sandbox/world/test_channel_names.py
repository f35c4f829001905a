"""How Discord writes the names of channels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.sandbox.world.channel_names import stored_name
from app.sandbox.world.channels import TEXT_LIKE, ChannelType


@pytest.mark.parametrize("kind", sorted(TEXT_LIKE))
def test_text_like_channels_are_in_lower_case_with_dashes(kind: ChannelType) -> None:
    assert stored_name("Hot  Metal (new)!", kind) == "hot-metal-new"


@pytest.mark.parametrize("kind", [ChannelType.VOICE, ChannelType.STAGE, ChannelType.CATEGORY])
def test_other_channels_keep_their_names(kind: ChannelType) -> None:
    assert stored_name("Hot Metal (new)!", kind) == "Hot Metal (new)!"


@given(st.text(max_size=100))
def test_a_stored_name_is_stored_as_it_is(name: str) -> None:
    once = stored_name(name, ChannelType.TEXT)

    assert stored_name(once, ChannelType.TEXT) == once
