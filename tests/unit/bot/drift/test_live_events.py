"""What events make of a live guild."""

from typing import Any

import pytest

from app.bot.drift.live_events import after, begun, is_about_structure

BOT = 77
CREATED: dict[str, Any] = {
    "id": "1000",
    "name": "Guild",
    "owner_id": "42",
    "features": [],
    "member_count": 3,
    "roles": [{"id": "1000", "name": "@everyone"}, {"id": "5", "name": "Helper"}],
    "channels": [{"id": "1", "type": 0, "name": "lobby"}, {"id": "2", "type": 11, "name": "talk"}],
    "members": [{"user": {"id": "77"}, "roles": ["5"]}, {"user": {"id": "42"}, "roles": []}],
    "voice_states": [{"user_id": "42"}],
    "presences": [],
}
GUILD = begun(CREATED, BOT)


def test_a_guild_is_taken_apart_without_what_is_no_structure() -> None:
    assert GUILD["bot_id"] == "77"
    assert GUILD["member"] == {"roles": ["5"]}
    assert set(GUILD["roles"]) == {"1000", "5"}
    assert set(GUILD["channels"]) == {"1"}
    assert GUILD["guild"] == {
        "id": "1000",
        "name": "Guild",
        "owner_id": "42",
        "features": [],
        "member_count": 3,
        "approximate_member_count": 3,
    }


def test_what_the_gateway_does_not_tell_is_kept_from_before() -> None:
    before = {**GUILD, "onboarding": {"enabled": True}, "automod": {}, "unseen": ["9"]}

    again = begun({**CREATED, "name": "New", "roles": []}, BOT, before)

    assert again["onboarding"] == {"enabled": True}
    assert (again["automod"], again["unseen"]) == ({}, ["9"])
    assert (again["guild"]["name"], again["roles"]) == ("New", {})


@pytest.mark.parametrize(
    ("name", "data", "part", "expected"),
    [
        ("GUILD_ROLE_CREATE", {"role": {"id": "6"}}, "roles", {"6": {"id": "6"}}),
        ("GUILD_ROLE_UPDATE", {"role": {"id": "5", "n": 1}}, "roles", {"5": {"id": "5", "n": 1}}),
        ("GUILD_ROLE_DELETE", {"role_id": "5"}, "roles", {"5": None}),
        ("CHANNEL_CREATE", {"id": "3", "type": 2}, "channels", {"3": {"id": "3", "type": 2}}),
        ("CHANNEL_UPDATE", {"id": "1", "type": 5}, "channels", {"1": {"id": "1", "type": 5}}),
        ("CHANNEL_DELETE", {"id": "1", "type": 0}, "channels", {"1": None}),
    ],
)
def test_an_event_changes_the_thing_it_is_about(
    name: str, data: dict[str, Any], part: str, expected: dict[str, Any]
) -> None:
    left = after(GUILD, name, {"guild_id": "1000", **data})

    wanted = {**GUILD[part]}
    for key, value in expected.items():
        wanted[key] = value if value is None else {**value}
    left_plain = {
        key: {n: v for n, v in one.items() if n != "guild_id"} for key, one in left[part].items()
    }
    assert left_plain == {key: value for key, value in wanted.items() if value is not None}
    assert {n: v for n, v in left.items() if n not in (part, "gone", "unseen")} == {
        n: v for n, v in GUILD.items() if n != part
    }


def test_a_deleted_channel_is_known_to_be_gone() -> None:
    hidden = {**GUILD, "unseen": ["1", "9"]}

    left = after(hidden, "CHANNEL_DELETE", {"id": "1", "type": 0})

    assert (left["gone"], left["unseen"]) == (["1"], ["9"])


def test_settings_change_and_the_parts_stay() -> None:
    data = {"id": "1000", "name": "Renamed", "roles": [], "features": ["COMMUNITY"]}

    left = after(GUILD, "GUILD_UPDATE", data)

    assert (left["guild"]["name"], left["guild"]["owner_id"]) == ("Renamed", "42")
    assert left["roles"] == GUILD["roles"]


def test_only_the_bots_own_roles_count() -> None:
    mine = {"user": {"id": "77"}, "roles": ["6"]}
    somebodys = {"user": {"id": "42"}, "roles": ["6"]}

    assert after(GUILD, "GUILD_MEMBER_UPDATE", mine)["member"] == {"roles": ["6"]}
    assert after(GUILD, "GUILD_MEMBER_UPDATE", somebodys) is GUILD


def test_rules_are_kept_once_all_of_them_were_read() -> None:
    rule = {"id": "8", "name": "No spam"}
    known = {**GUILD, "automod": {"7": {"id": "7"}}}

    assert after(GUILD, "AUTO_MODERATION_RULE_CREATE", rule) is GUILD
    made = after(known, "AUTO_MODERATION_RULE_CREATE", rule)
    assert set(made["automod"]) == {"7", "8"}
    assert set(after(made, "AUTO_MODERATION_RULE_DELETE", rule)["automod"]) == {"7"}


@pytest.mark.parametrize("name", ["THREAD_CREATE", "MESSAGE_CREATE", "PRESENCE_UPDATE"])
def test_what_is_no_structure_changes_nothing(name: str) -> None:
    assert after(GUILD, name, {"id": "1"}) is GUILD
    assert not is_about_structure(name)


def test_a_malformed_event_is_not_guessed_at() -> None:
    with pytest.raises(KeyError):
        after(GUILD, "GUILD_ROLE_DELETE", {"guild_id": "1000"})
