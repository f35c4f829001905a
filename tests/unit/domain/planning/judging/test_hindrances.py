"""What the bot or a person is not allowed to do, judged as Discord would judge it."""

from collections.abc import Iterable
from typing import Any

import pytest

from app.shared.domain.permissions.bits import BY_NAME
from app.shared.domain.permissions.effective import Person
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Subject
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.judging.hindrances import bot_hindrances, requester_hindrances
from app.shared.domain.structure.channels import ChannelType, Overwrite
from app.shared.domain.structure.community import AutomodAction, AutomodRule
from app.shared.domain.structure.identifiers import EVERYONE, Key, UserId, role_target
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure
from tests.support.builders import a_channel, a_role, a_structure

BOT = Key("bot")


def bits(*names: str) -> int:
    return sum(BY_NAME[name].value for name in names)


WORKER = bits("MANAGE_ROLES", "MANAGE_CHANNELS", "MANAGE_GUILD", "VIEW_CHANNEL", "SEND_MESSAGES")
HELPER, LOBBY, STAFF = Key("helper"), Key("lobby"), Key("staff")


def the_bot(**fields: Any) -> Person:
    return Person(**{"roles": frozenset({BOT}), "user_id": UserId(77), **fields})


def guild(*parts: Any, bot: int = WORKER, above: Iterable[Role] = (), **fields: Any) -> Structure:
    return a_structure(*above, a_role(BOT, permissions=bot), *parts, **fields)


def change(subject: Subject, kind: ChangeKind, key: str, *fields: str) -> Change:
    named = tuple(FieldChange(field=field, before=None, after=None) for field in fields)
    return Change(subject=subject, kind=kind, key=Key(key), name=key, fields=named)


def found(
    live: Structure, wanted: Structure, *changes: Change, person: Person | None = None
) -> list[Finding]:
    return list(bot_hindrances(live, wanted, changes, person or the_bot()))


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


EDIT_HELPER = change(Subject.ROLE, ChangeKind.UPDATE, HELPER, "name")


def test_a_role_below_the_bot_can_be_changed() -> None:
    live = guild(a_role(HELPER))

    assert found(live, live, EDIT_HELPER) == []


@pytest.mark.parametrize("kind", [ChangeKind.UPDATE, ChangeKind.ACCESS, ChangeKind.DELETE])
def test_a_role_above_the_bot_cannot_be_changed_and_the_remedy_says_where_to_drag(
    kind: ChangeKind,
) -> None:
    live = guild(above=[a_role(HELPER)])

    findings = found(live, live, change(Subject.ROLE, kind, HELPER))

    assert codes(findings) == ["bot_below_role"]
    assert findings[0].severity is Severity.BLOCKS
    assert findings[0].remedy == "Drag the bot's role above @Helper in Server Settings → Roles."


def test_the_bots_own_role_is_not_below_itself() -> None:
    live = guild()

    assert codes(found(live, live, change(Subject.ROLE, ChangeKind.UPDATE, BOT))) == [
        "bot_below_role"
    ]


def test_the_owner_may_change_every_role() -> None:
    live = guild(above=[a_role(HELPER)])

    assert found(live, live, EDIT_HELPER, person=the_bot(owner=True)) == []


def test_nobody_hands_out_what_they_do_not_have() -> None:
    live = guild(a_role(HELPER))
    wanted = guild(a_role(HELPER, permissions=bits("BAN_MEMBERS", "VIEW_CHANNEL")))

    findings = found(live, wanted, change(Subject.ROLE, ChangeKind.ACCESS, HELPER))

    assert codes(findings) == ["bot_cannot_hand_out"]
    assert "Ban Members" in findings[0].what
    assert "View Channels" not in findings[0].what


def test_taking_away_what_one_does_not_have_is_allowed() -> None:
    live = guild(a_role(HELPER, permissions=bits("BAN_MEMBERS")))
    wanted = guild(a_role(HELPER))

    assert found(live, wanted, change(Subject.ROLE, ChangeKind.ACCESS, HELPER)) == []


def test_an_administrator_hands_out_everything() -> None:
    admin = bits("ADMINISTRATOR")
    live = guild(a_role(HELPER), bot=admin)
    wanted = guild(a_role(HELPER, permissions=bits("BAN_MEMBERS") | 1 << 60), bot=admin)

    assert found(live, wanted, change(Subject.ROLE, ChangeKind.ACCESS, HELPER)) == []


def test_an_unknown_permission_is_not_handed_out_by_who_does_not_have_it() -> None:
    live = guild(a_role(HELPER))
    wanted = guild(a_role(HELPER, permissions=1 << 60))

    findings = found(live, wanted, change(Subject.ROLE, ChangeKind.ACCESS, HELPER))

    assert codes(findings) == ["bot_cannot_hand_out"]
    assert "unknown permission (bit 60)" in findings[0].what


def test_a_missing_permission_is_told_once_for_all_its_changes() -> None:
    live = guild(a_role(HELPER), a_role("guide"), bot=0)
    changes = [change(Subject.ROLE, ChangeKind.UPDATE, key) for key in (HELPER, "guide")]

    findings = found(live, live, *changes)

    assert codes(findings) == ["bot_lacks_permission"]
    assert findings[0].changes == ("role:helper:update", "role:guide:update")


def test_a_hidden_channel_cannot_be_changed_though_the_guild_right_is_there() -> None:
    live = guild(a_channel(LOBBY, access={role_target(EVERYONE): Overwrite(0, 1 << 10)}))

    findings = found(live, live, change(Subject.CHANNEL, ChangeKind.UPDATE, LOBBY))

    assert codes(findings) == ["bot_lacks_permission"]
    assert "in #lobby" in findings[0].what


def test_an_overwrite_may_speak_only_of_what_the_bot_has() -> None:
    live = guild(a_channel(LOBBY))
    access = {role_target(HELPER): Overwrite(bits("MANAGE_MESSAGES"), bits("SEND_MESSAGES"))}
    wanted = guild(a_channel(LOBBY, access=access))

    findings = found(live, wanted, change(Subject.CHANNEL, ChangeKind.ACCESS, LOBBY))

    assert codes(findings) == ["bot_cannot_hand_out"]
    assert "Manage Messages" in findings[0].what
    assert "Send Messages" not in findings[0].what


def test_what_the_category_gives_may_be_handed_on() -> None:
    given = {role_target(BOT): Overwrite(bits("MANAGE_MESSAGES"))}
    category = a_channel(STAFF, ChannelType.CATEGORY, access=given)
    live = guild(category, a_channel(LOBBY, parent=STAFF))
    access = {role_target(HELPER): Overwrite(bits("MANAGE_MESSAGES"))}
    wanted = guild(category, a_channel(LOBBY, parent=STAFF, access=access))

    assert found(live, wanted, change(Subject.CHANNEL, ChangeKind.ACCESS, LOBBY)) == []


def test_manage_roles_given_in_a_channel_allows_every_overwrite_there() -> None:
    given = {role_target(BOT): Overwrite(bits("MANAGE_ROLES"))}
    live = guild(a_channel(LOBBY, access=given))
    access = {**given, role_target(HELPER): Overwrite(bits("MANAGE_MESSAGES"))}
    wanted = guild(a_channel(LOBBY, access=access))

    assert found(live, wanted, change(Subject.CHANNEL, ChangeKind.ACCESS, LOBBY)) == []


def test_only_administrators_give_manage_roles_on_creation() -> None:
    live = guild()
    wanted = guild(a_channel(LOBBY, access={role_target(HELPER): Overwrite(bits("MANAGE_ROLES"))}))

    findings = found(live, wanted, change(Subject.CHANNEL, ChangeKind.CREATE, LOBBY))

    assert codes(findings) == ["bot_cannot_hand_out"]
    assert "Manage Roles" in findings[0].what


def test_moving_needs_rights_in_the_new_category_too() -> None:
    closed = {role_target(EVERYONE): Overwrite(0, bits("MANAGE_CHANNELS"))}
    category = a_channel(STAFF, ChannelType.CATEGORY, access=closed)
    live = guild(category, a_channel(LOBBY))
    wanted = guild(category, a_channel(LOBBY, parent=STAFF))

    findings = found(live, wanted, change(Subject.CHANNEL, ChangeKind.MOVE, LOBBY))

    assert codes(findings) == ["bot_lacks_permission"]
    assert "the category staff" in findings[0].what


def test_community_is_for_administrators() -> None:
    live = guild()

    community = found(
        live, live, change(Subject.SETTINGS, ChangeKind.UPDATE, "settings", "community")
    )
    name = found(live, live, change(Subject.SETTINGS, ChangeKind.UPDATE, "settings", "name"))

    assert codes(community) == ["bot_lacks_permission"]
    assert "Administrator" in community[0].what
    assert name == []


def test_a_rule_that_times_out_needs_the_right_to_time_out() -> None:
    rule = AutomodRule(key=Key("spam"), name="Spam", trigger=3, actions=(AutomodAction(type=3),))
    live, wanted = guild(), guild(automod=(rule,))

    findings = found(live, wanted, change(Subject.RULE, ChangeKind.CREATE, "spam"))

    assert codes(findings) == ["bot_lacks_permission"]
    assert "Timeout Members" in findings[0].what


def test_the_order_of_roles_above_the_bot_is_fixed() -> None:
    live = guild(a_role("low"), above=[a_role("one"), a_role("two")])
    wanted = guild(a_role("low"), above=[a_role("two"), a_role("one")])
    order = change(Subject.ORDER, ChangeKind.MOVE, "roles")

    assert codes(found(live, wanted, order)) == ["bot_below_role", "bot_below_role"]


def test_the_order_of_roles_below_the_bot_is_free() -> None:
    live = guild(a_role("one"), a_role("two"))
    wanted = guild(a_role("two"), a_role("one"))

    assert found(live, wanted, change(Subject.ORDER, ChangeKind.MOVE, "roles")) == []


@pytest.mark.parametrize("subject", [Subject.ONBOARDING, Subject.WELCOME_SCREEN, Subject.SETTINGS])
def test_parts_of_the_server_need_manage_server(subject: Subject) -> None:
    live = guild(bot=bits("MANAGE_ROLES"))

    assert codes(found(live, live, change(subject, ChangeKind.UPDATE, subject))) == [
        "bot_lacks_permission"
    ]


def test_a_person_is_held_to_the_same_rules_in_words_of_their_own() -> None:
    live = guild(above=[a_role(HELPER)], bot=0)
    person = the_bot()

    findings = list(requester_hindrances(live, live, (EDIT_HELPER,), person))

    assert codes(findings) == ["requester_lacks_permission", "requester_below_role"]
    assert all(finding.severity is Severity.BLOCKS for finding in findings)
    assert all("bot" not in finding.what.lower() for finding in findings)


def test_nobody_puts_a_new_role_above_what_they_cannot_move() -> None:
    live = guild(a_role("low"), above=[a_role("high")])
    create = change(Subject.ROLE, ChangeKind.CREATE, "new")
    on_top = guild(a_role("low"), above=[a_role("new"), a_role("high")])
    over_the_bot = guild(a_role("low"), above=[a_role("high"), a_role("new")])
    below = guild(a_role("new"), a_role("low"), above=[a_role("high")])

    assert codes(found(live, on_top, create)) == ["bot_places_too_high"]
    assert codes(found(live, over_the_bot, create)) == ["bot_places_too_high"]
    assert found(live, below, create) == []
    assert codes(requester_hindrances(live, on_top, (create,), the_bot())) == [
        "requester_places_too_high"
    ]
    assert list(requester_hindrances(live, on_top, (create,), the_bot(owner=True))) == []
