import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.shared.domain.permissions.bits import (
    ALL,
    BY_NAME,
    PERMISSIONS,
    bits_of,
    labels_of,
    names_of,
)


def test_all_is_the_number_discord_documents() -> None:
    assert ALL == 0x1F7FFFFFFFFFFF


def test_no_two_permissions_share_a_bit_a_name_or_a_label() -> None:
    for attribute in ("bit", "name", "label"):
        values = [getattr(permission, attribute) for permission in PERMISSIONS]
        assert len(set(values)) == len(values)


def test_an_unknown_bit_is_named_by_its_value() -> None:
    assert list(names_of(1 << 47 | 1 << 10)) == ["VIEW_CHANNEL", str(1 << 47)]
    assert list(labels_of(1 << 60)) == ["unknown permission (bit 60)"]


@given(st.integers(min_value=0, max_value=2**70))
def test_names_say_every_bit_and_nothing_else(bits: int) -> None:
    assert bits_of(names_of(bits)) == bits


def test_a_name_that_discord_does_not_have_is_no_permission() -> None:
    with pytest.raises(KeyError):
        bits_of(["MANAGE_EVERYTHING"])


def test_only_permissions_that_work_in_channels_name_channel_types() -> None:
    assert not BY_NAME["BAN_MEMBERS"].channel_types
    assert BY_NAME["MANAGE_ROLES"].channel_types
