import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared.domain.blueprint.stored_names import stored_channel_name
from app.shared.domain.structure.channels import ChannelType


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("General Chat", "general-chat"),
        ("what's new?", "whats-new"),
        ("a \u2009 b", "a-b"),
        ("--a--b--", "a-b"),
        ("🎉-événements", "🎉-événements"),
        ("a_b", "a_b"),
        ("!?", ""),
    ],
)
def test_names_of_text_channels_are_stored_small_and_dashed(typed: str, stored: str) -> None:
    assert stored_channel_name(typed, ChannelType.TEXT) == stored


@pytest.mark.parametrize("type", [ChannelType.VOICE, ChannelType.CATEGORY, ChannelType.STAGE])
def test_other_names_are_only_trimmed(type: ChannelType) -> None:
    assert stored_channel_name("  Team Room! ", type) == "Team Room!"


@given(st.text(), st.sampled_from(ChannelType))
def test_what_is_stored_is_stored_the_same_again(name: str, type: ChannelType) -> None:
    stored = stored_channel_name(name, type)

    assert stored_channel_name(stored, type) == stored
