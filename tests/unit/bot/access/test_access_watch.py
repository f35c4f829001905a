"""Which of Discord's events are about rights, and about whose."""

from typing import Any

import pytest

from app.bot.access.access_watch import access_changed_by
from app.shared.application.ports.access_events import AccessChanged
from app.shared.domain.structure.identifiers import GuildId, UserId

SOMEBODY = AccessChanged(guild_id=GuildId(1), user_id=UserId(2))
EVERYBODY = AccessChanged(guild_id=GuildId(1))


def an_entry(action: int, target: str | None = "2") -> dict[str, Any]:
    return {"guild_id": "1", "action_type": action, "target_id": target, "user_id": "9"}


@pytest.mark.parametrize("action", [20, 22, 24, 25, 28])
def test_an_entry_about_a_member_is_about_that_member(action: int) -> None:
    assert access_changed_by("GUILD_AUDIT_LOG_ENTRY_CREATE", an_entry(action)) == SOMEBODY


@pytest.mark.parametrize("action", [1, 21, 30, 31, 32])
def test_an_entry_about_the_guild_or_a_role_is_about_everybody(action: int) -> None:
    assert access_changed_by("GUILD_AUDIT_LOG_ENTRY_CREATE", an_entry(action)) == EVERYBODY


def test_an_entry_that_does_not_say_whom_is_about_everybody() -> None:
    assert access_changed_by("GUILD_AUDIT_LOG_ENTRY_CREATE", an_entry(25, None)) == EVERYBODY


@pytest.mark.parametrize("action", [10, 13, 23, 72, 140, 999])
def test_any_other_entry_is_about_nobody(action: int) -> None:
    assert access_changed_by("GUILD_AUDIT_LOG_ENTRY_CREATE", an_entry(action)) is None


@pytest.mark.parametrize(
    "name", ["GUILD_MEMBER_ADD", "GUILD_MEMBER_UPDATE", "GUILD_MEMBER_REMOVE", "GUILD_BAN_ADD"]
)
def test_an_event_of_a_member_is_about_that_member(name: str) -> None:
    assert access_changed_by(name, {"guild_id": "1", "user": {"id": "2"}}) == SOMEBODY


@pytest.mark.parametrize("name", ["GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE"])
def test_an_event_of_a_role_is_about_everybody(name: str) -> None:
    assert access_changed_by(name, {"guild_id": "1"}) == EVERYBODY


@pytest.mark.parametrize("name", ["GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE"])
def test_an_event_of_a_guild_is_about_everybody(name: str) -> None:
    assert access_changed_by(name, {"id": "1"}) == EVERYBODY


def test_a_new_session_is_about_every_guild() -> None:
    assert access_changed_by("READY", {}) == AccessChanged(guild_id=None)


@pytest.mark.parametrize("name", ["RESUMED", "CHANNEL_UPDATE", "MESSAGE_CREATE", "NEW_EVENT"])
def test_any_other_event_is_about_nobody(name: str) -> None:
    assert access_changed_by(name, {}) is None
