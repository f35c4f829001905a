"""Which events reach a session: by intent, permission, shard, recipient."""

import pytest

from app.sandbox.seed.building import add_guild, add_member
from app.sandbox.world.operations.membership import join, leave
from app.sandbox.world.permissions import Permission
from app.sandbox.world.users import Intent
from tests.unit.sandbox.gateway.wire import town

MODERATION = Intent.GUILDS | Intent.GUILD_MODERATION


@pytest.mark.parametrize(
    "intent",
    [
        Intent.GUILDS,
        Intent.GUILD_MEMBERS,
        Intent.GUILD_MODERATION,
        Intent.GUILD_EXPRESSIONS,
        Intent.AUTO_MODERATION_CONFIGURATION,
    ],
)
def test_an_event_reaches_those_who_asked_for_its_intent_and_nobody_else(intent: Intent) -> None:
    place = town()
    asked, did_not = place.join(intent), place.join(Intent.GUILD_INVITES)

    place.publish("SOMETHING", {"n": 1}, intent=intent)

    assert asked.named("SOMETHING") == [{"n": 1}]
    assert did_not.named("SOMETHING") == []


def test_an_update_about_the_bot_itself_needs_no_intent() -> None:
    place = town()
    client = place.join(Intent.GUILDS)

    place.publish(
        "GUILD_MEMBER_UPDATE",
        {},
        intent=Intent.GUILD_MEMBERS,
        concerns=place.application.id,
    )
    place.publish("GUILD_MEMBER_UPDATE", {}, intent=Intent.GUILD_MEMBERS, concerns=place.owner.id)

    assert len(client.named("GUILD_MEMBER_UPDATE")) == 1


@pytest.mark.parametrize(
    ("permissions", "hears"),
    [
        (Permission.VIEW_AUDIT_LOG, True),
        (Permission.ADMINISTRATOR, True),
        (Permission.MANAGE_GUILD, False),
        (0, False),
    ],
)
def test_audit_log_entries_need_the_permission_too(permissions: int, hears: bool) -> None:
    place = town(permissions)
    client = place.join(MODERATION)

    place.publish(
        "GUILD_AUDIT_LOG_ENTRY_CREATE",
        {"id": "1"},
        intent=Intent.GUILD_MODERATION,
        needs=Permission.VIEW_AUDIT_LOG,
    )

    assert bool(client.named("GUILD_AUDIT_LOG_ENTRY_CREATE")) is hears


def test_permission_values_in_audit_log_entries_are_numbers_here() -> None:
    place = town()
    client = place.join(MODERATION)
    entry = {
        "changes": [
            {"key": "permissions", "old_value": "0", "new_value": "1125899906842624"},
            {"key": "allow", "new_value": "1024"},
            {"key": "deny", "old_value": "5"},
            {"key": "name", "old_value": "1", "new_value": "2"},
        ]
    }

    place.publish("GUILD_AUDIT_LOG_ENTRY_CREATE", entry, intent=Intent.GUILD_MODERATION)

    assert client.named("GUILD_AUDIT_LOG_ENTRY_CREATE")[0]["changes"] == [
        {"key": "permissions", "old_value": 0, "new_value": 1 << 50},
        {"key": "allow", "new_value": 1024},
        {"key": "deny", "old_value": 5},
        {"key": "name", "old_value": "1", "new_value": "2"},
    ]
    assert entry["changes"][1]["new_value"] == "1024"


def test_they_are_text_where_that_is_switched_off() -> None:
    place = town(audit_permissions_as_integers=False)
    client = place.join(MODERATION)
    changes = [{"key": "allow", "new_value": "1024"}]

    place.publish(
        "GUILD_AUDIT_LOG_ENTRY_CREATE", {"changes": changes}, intent=Intent.GUILD_MODERATION
    )

    assert client.named("GUILD_AUDIT_LOG_ENTRY_CREATE")[0]["changes"] == changes


def test_an_entry_without_changes_goes_out_as_it_is() -> None:
    place = town()
    client = place.join(MODERATION)

    place.publish("GUILD_AUDIT_LOG_ENTRY_CREATE", {"id": "1"}, intent=Intent.GUILD_MODERATION)

    assert client.named("GUILD_AUDIT_LOG_ENTRY_CREATE") == [{"id": "1"}]


def test_events_go_to_the_shard_of_their_guild_alone() -> None:
    place = town()
    home = (place.guild.id >> 22) % 2
    here, there = place.join(shard=[home, 2]), place.join(shard=[1 - home, 2])

    place.publish("GUILD_UPDATE")

    assert here.names[-1] == "GUILD_UPDATE"
    assert there.names == ["READY"]


def test_a_guild_the_bot_is_not_in_is_not_heard() -> None:
    place = town()
    client = place.join()
    elsewhere = add_guild(place.world, "Elsewhere", place.owner.id)
    place.guild = elsewhere

    place.publish("GUILD_UPDATE")

    assert client.named("GUILD_UPDATE") == []


def test_where_recipients_are_named_nobody_else_hears() -> None:
    place = town()
    client = place.join()

    place.publish("GUILD_UPDATE", {"n": 1}, recipients=frozenset({place.owner.id}))
    place.publish("GUILD_UPDATE", {"n": 2}, recipients=frozenset({place.application.id}))

    assert client.named("GUILD_UPDATE") == [{"n": 2}]


def test_a_bot_let_into_a_guild_gets_it_whole_first_and_hears_its_events_from_then_on() -> None:
    place = town()
    client = place.join(Intent.GUILDS | Intent.GUILD_MEMBERS)
    client.forget_frames()
    place.guild = add_guild(place.world, "New", place.owner.id)

    join(place.world, place.guild, place.application.id)
    place.publish("GUILD_UPDATE", {})

    assert client.names == ["GUILD_CREATE", "GUILD_UPDATE"]
    assert client.named("GUILD_CREATE")[0]["name"] == "New"
    assert "unavailable" not in client.named("GUILD_CREATE")[0]


def test_a_bot_put_out_of_a_guild_is_told_and_hears_nothing_more() -> None:
    place = town()
    client = place.join(Intent.GUILDS | Intent.GUILD_MEMBERS)
    client.forget_frames()

    leave(place.world, place.guild, place.application.id)
    place.publish("GUILD_UPDATE", {})

    assert client.named("GUILD_DELETE") == [{"id": str(place.guild.id)}]
    assert client.names == ["GUILD_DELETE"]


def test_a_guild_that_is_gone_altogether_is_still_announced_to_its_recipients() -> None:
    place = town()
    client = place.join()
    del place.world.guilds[place.guild.id]

    place.publish("GUILD_DELETE", {"id": "1"}, recipients=frozenset({place.application.id}))

    assert client.names[-1] == "GUILD_DELETE"


def test_two_bots_in_one_guild_hear_by_their_own_rights() -> None:
    place = town(Permission.MANAGE_GUILD)
    ours = place.join(MODERATION)
    add_member(place.world, place.guild, 5)

    place.publish(
        "AUTO_MODERATION_RULE_CREATE", {}, needs=Permission.MANAGE_GUILD | Permission.VIEW_CHANNEL
    )
    place.publish(
        "AUTO_MODERATION_RULE_UPDATE", {}, needs=Permission.MANAGE_GUILD | Permission.BAN_MEMBERS
    )

    assert ours.names[-1] == "AUTO_MODERATION_RULE_CREATE"
