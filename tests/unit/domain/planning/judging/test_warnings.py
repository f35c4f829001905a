"""Findings about people and limits: who sees more, what is lost, what does not fit."""

from dataclasses import replace
from typing import Any

import pytest

from app.shared.domain.permissions.bits import BY_NAME
from app.shared.domain.permissions.effective import Person
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Risk, Subject
from app.shared.domain.planning.cost import Cost, Wait
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.judging.access_diff import access_changes
from app.shared.domain.planning.judging.capacity import (
    features_missing,
    limits_reached,
    no_room_in_between,
    quotas,
)
from app.shared.domain.planning.judging.community import community_findings
from app.shared.domain.planning.judging.exposure import dangerous_grants, exposures, lockouts
from app.shared.domain.planning.judging.losses import coverage_findings, destructive_changes
from app.shared.domain.planning.judging.wording import listed
from app.shared.domain.structure.channels import ChannelType, Overwrite
from app.shared.domain.structure.community import Onboarding, Prompt, PromptOption
from app.shared.domain.structure.identifiers import EVERYONE, Key, UserId, role_target
from app.shared.domain.structure.roles import Colors
from app.shared.domain.structure.snapshot import Coverage
from app.shared.domain.structure.structure import Structure
from tests.support.builders import a_channel, a_role, a_snapshot, a_structure

VIEW, SEND = BY_NAME["VIEW_CHANNEL"].value, BY_NAME["SEND_MESSAGES"].value
HELPER, LOBBY = Key("helper"), Key("lobby")
HIDDEN = {role_target(EVERYONE): Overwrite(0, VIEW)}
NO_COST = Cost(
    writes=0,
    extra_writes=0,
    reads=0,
    seconds=0,
    role_creations=0,
    channel_creations=0,
    renames=0,
)


def change(subject: Subject, kind: ChangeKind, key: str, *fields: str, **more: Any) -> Change:
    named = tuple(FieldChange(field=field, before=None, after=None) for field in fields)
    return Change(subject=subject, kind=kind, key=Key(key), name=key, fields=named, **more)


def an_open_guild(*parts: Any, **fields: Any) -> Structure:
    return a_structure(*parts, a_role(EVERYONE, permissions=VIEW | SEND), **fields)


def exposed(live: Structure, wanted: Structure) -> list[Finding]:
    access = access_changes(live, wanted, {EVERYONE: 1204, HELPER: 3})
    changes = [change(Subject.CHANNEL, ChangeKind.ACCESS, key) for key in live.channel_by_key]
    return list(exposures(live, wanted, access, changes))


def test_a_channel_that_opens_says_to_whom_and_how_many() -> None:
    live, wanted = an_open_guild(a_channel(LOBBY, access=HIDDEN)), an_open_guild(a_channel(LOBBY))

    (finding,) = exposed(live, wanted)

    assert finding.code == "channel_exposed"
    assert finding.what == "#lobby becomes visible to @everyone (1,204 members)."
    assert finding.changes == ("channel:lobby:access",)


def test_what_everybody_gains_is_not_repeated_for_each_role() -> None:
    live = an_open_guild(a_role(HELPER), a_channel(LOBBY, access=HIDDEN))
    wanted = an_open_guild(a_role(HELPER), a_channel(LOBBY))

    assert len(exposed(live, wanted)) == 1


def test_channels_that_close_are_told_together_for_each_role() -> None:
    seen = {**HIDDEN, role_target(HELPER): Overwrite(VIEW)}
    live = an_open_guild(
        a_role(HELPER), a_channel("one", access=seen), a_channel("two", access=seen)
    )
    wanted = an_open_guild(
        a_role(HELPER), a_channel("one", access=HIDDEN), a_channel("two", access=HIDDEN)
    )

    (finding,) = exposed(live, wanted)

    assert finding.code == "access_lost"
    assert finding.what == "#one and #two become invisible to @Helper (3 members)."


def test_a_new_channel_exposes_nothing() -> None:
    assert exposed(an_open_guild(), an_open_guild(a_channel(LOBBY))) == []


@pytest.mark.parametrize(
    ("role", "added", "code", "severity"),
    [
        (EVERYONE, "MENTION_EVERYONE", "dangerous_for_everyone", Severity.WARNS),
        (HELPER, "ADMINISTRATOR", "dangerous_grant", Severity.WARNS),
        (HELPER, "BAN_MEMBERS", "dangerous_grant", Severity.INFORMS),
    ],
)
def test_dangerous_permissions_are_pointed_out(
    role: Key, added: str, code: str, severity: Severity
) -> None:
    live = a_structure(a_role(HELPER))
    granted = a_role(role, permissions=BY_NAME[added].value)
    wanted = a_structure(granted, *([a_role(HELPER)] if role == EVERYONE else []))

    (finding,) = dangerous_grants(live, wanted, [change(Subject.ROLE, ChangeKind.ACCESS, role)])

    assert (finding.code, finding.severity) == (code, severity)
    assert BY_NAME[added].label in finding.what


def test_what_a_role_had_before_is_no_news() -> None:
    held = a_structure(a_role(HELPER, permissions=BY_NAME["BAN_MEMBERS"].value))

    assert (
        list(dangerous_grants(held, held, [change(Subject.ROLE, ChangeKind.ACCESS, HELPER)])) == []
    )


def test_the_bot_does_not_lock_itself_out() -> None:
    bot = Person(roles=frozenset({Key("bot")}), user_id=UserId(77))
    manage = BY_NAME["MANAGE_CHANNELS"].value
    live = an_open_guild(a_role("bot", permissions=manage), a_channel(LOBBY))
    wanted = an_open_guild(a_role("bot"), a_channel(LOBBY, access=HIDDEN))

    findings = list(lockouts(live, wanted, bot, is_bot=True))

    assert [(f.code, f.severity) for f in findings] == [
        ("bot_locks_itself_out", Severity.BLOCKS),
        ("bot_will_not_see", Severity.WARNS),
    ]
    assert "#lobby" in findings[1].what


def test_who_asks_is_warned_of_locking_themself_out() -> None:
    somebody = Person(user_id=UserId(5))
    live, wanted = an_open_guild(a_channel(LOBBY)), an_open_guild(a_channel(LOBBY, access=HIDDEN))

    (finding,) = lockouts(live, wanted, somebody, is_bot=False)

    assert (finding.code, finding.severity) == ("requester_will_not_see", Severity.WARNS)


def test_more_than_discord_holds_is_told_with_how_much_to_leave_out() -> None:
    many = [a_channel(f"c{number}") for number in range(499)]
    snapshot = a_snapshot(coverage=Coverage(unseen_channels=frozenset({Key("8"), Key("9")})))

    (finding,) = limits_reached(a_structure(*many), snapshot)

    assert finding.code == "too_many_channels"
    assert finding.severity is Severity.BLOCKS
    assert finding.remedy == "Leave out 1 channel."


def test_full_limits_are_no_finding() -> None:
    roles = [a_role(f"r{number}") for number in range(249)]
    channels = [a_channel(f"c{number}") for number in range(500)]

    assert list(limits_reached(a_structure(*roles, *channels), a_snapshot())) == []


@pytest.mark.parametrize(("made", "blocked"), [(1, False), (2, True)])
def test_what_is_made_before_others_are_deleted_must_fit_beside_them(
    made: int, blocked: bool
) -> None:
    channels = [a_channel(f"c{number}") for number in range(499)]
    snapshot = a_snapshot(structure=a_structure(*channels))
    cost = replace(NO_COST, channel_creations=made)

    found = list(no_room_in_between(a_structure(*channels[:-2]), snapshot, cost))

    assert [one.code for one in found] == ["no_room_for_channels_in_between"] * blocked
    assert all(one.severity is Severity.BLOCKS for one in found)


def test_more_roles_than_there_may_be_is_told_once() -> None:
    roles = [a_role(f"r{number}") for number in range(260)]
    cost = replace(NO_COST, role_creations=11)

    assert list(no_room_in_between(a_structure(*roles), a_snapshot(), cost)) == []


def test_a_category_holds_fifty() -> None:
    category = a_channel("desk", ChannelType.CATEGORY)
    children = [a_channel(f"c{number}", parent=Key("desk")) for number in range(51)]

    (finding,) = limits_reached(a_structure(category, *children), a_snapshot())

    assert finding.code == "category_full"
    assert "the category desk" in finding.what


def test_a_bitrate_beyond_the_boosts_is_told_with_what_would_fit() -> None:
    wanted = a_structure(a_channel(LOBBY, ChannelType.VOICE, bitrate=128_000))
    changes = (change(Subject.CHANNEL, ChangeKind.CREATE, LOBBY),)

    (finding,) = features_missing(wanted, a_snapshot(), changes)

    assert "128 kbps" in finding.what
    assert "96 kbps" in finding.what
    assert list(features_missing(wanted, a_snapshot(premium_tier=1), changes)) == []


def test_what_stands_already_is_not_judged_again() -> None:
    wanted = a_structure(a_channel(LOBBY, ChannelType.VOICE, bitrate=384_000))
    renamed = (change(Subject.CHANNEL, ChangeKind.UPDATE, LOBBY, "name"),)

    assert list(features_missing(wanted, a_snapshot(), renamed)) == []


@pytest.mark.parametrize(
    ("fields", "feature", "code"),
    [
        ({"colors": Colors(1, 2)}, "ENHANCED_ROLE_COLORS", "gradient_needs_boosts"),
        ({"unicode_emoji": "*"}, "ROLE_ICONS", "role_icon_needs_boosts"),
    ],
)
def test_role_looks_that_need_boosts(fields: dict[str, Any], feature: str, code: str) -> None:
    wanted = a_structure(a_role(HELPER, **fields))
    changes = (change(Subject.ROLE, ChangeKind.CREATE, HELPER),)

    (finding,) = features_missing(wanted, a_snapshot(), changes)

    assert finding.code == code
    boosted = a_snapshot(features=frozenset({feature}))
    assert list(features_missing(wanted, boosted, changes)) == []


def test_slow_limits_are_told_before_the_run() -> None:
    cost = Cost(
        writes=200,
        extra_writes=0,
        reads=0,
        seconds=0,
        role_creations=200,
        channel_creations=0,
        renames=3,
        waits=(Wait(why="#lobby waits ten minutes.", seconds=600),),
    )

    quota, wait = quotas(cost, role_creations_lately=51)

    assert (quota.code, quota.severity) == ("role_quota", Severity.WARNS)
    assert (wait.code, wait.what) == ("waits_for_limit", "#lobby waits ten minutes.")
    assert list(quotas(NO_COST, role_creations_lately=250)) == []


ENABLE = change(Subject.SETTINGS, ChangeKind.UPDATE, "settings", "community")
READY: dict[str, Any] = {
    "community": True,
    "rules_channel": "rules",
    "updates_channel": "news",
    "verification": 1,
    "filter": 2,
}


@pytest.mark.parametrize(
    ("missing", "code"),
    [
        ({"rules_channel": None}, "community_needs_channels"),
        ({"verification": 0}, "community_needs_verification"),
        ({"filter": 1}, "community_needs_filter"),
    ],
)
def test_what_community_needs_is_told_before_the_run(missing: dict[str, Any], code: str) -> None:
    channels = [a_channel("rules"), a_channel("news")]
    live = a_structure(*channels, settings={"community": False})
    ready = a_structure(*channels, settings=READY)
    unready = a_structure(*channels, settings={**READY, **missing})

    assert list(community_findings(live, ready, (ENABLE,))) == []
    (finding,) = community_findings(live, unready, (ENABLE,))
    assert (finding.code, finding.severity) == (code, Severity.BLOCKS)
    assert finding.changes == (ENABLE.id,)


def test_a_required_channel_is_not_deleted_and_stays_text() -> None:
    live = a_structure(a_channel("rules"), a_channel("news"), settings=READY)
    gone = a_structure(a_channel("news"), settings=READY)
    other = a_structure(
        a_channel("rules", ChannelType.ANNOUNCEMENT), a_channel("news"), settings=READY
    )
    delete = change(Subject.CHANNEL, ChangeKind.DELETE, "rules")

    assert [f.code for f in community_findings(live, gone, (delete,))] == [
        "required_channel_deleted"
    ]
    assert [f.code for f in community_findings(live, other, ())] == ["required_channel_not_text"]


def test_stages_and_announcements_need_a_community() -> None:
    wanted = a_structure(a_channel("hall", ChannelType.STAGE), settings={"community": False})
    create = change(Subject.CHANNEL, ChangeKind.CREATE, "hall")

    (finding,) = community_findings(a_structure(settings={"community": False}), wanted, (create,))

    assert (finding.code, finding.severity) == ("needs_community", Severity.BLOCKS)


def test_onboarding_keeps_enough_channels_that_everybody_sees() -> None:
    keys = [Key(f"c{number}") for number in range(8)]
    asked = Prompt(
        key=Key("who"),
        title="Who?",
        options=(PromptOption(key=Key("me"), title="Me", channels=(keys[7],)),),
    )
    on = Onboarding(enabled=True, default_channels=tuple(keys[:7]), prompts=(asked,))
    fine = an_open_guild(*map(a_channel, keys), onboarding=on)
    hidden = an_open_guild(
        *(a_channel(key, access=HIDDEN if key == keys[0] else {}) for key in keys), onboarding=on
    )
    hide = change(Subject.CHANNEL, ChangeKind.ACCESS, keys[0])

    assert list(community_findings(fine, fine, ())) == []
    (finding,) = community_findings(fine, hidden, (hide,))
    assert (finding.code, finding.severity) == ("onboarding_too_few_channels", Severity.BLOCKS)
    assert finding.changes == (hide.id,)


def test_a_destruction_says_what_is_lost() -> None:
    live = a_structure(a_channel(LOBBY))
    delete = change(
        Subject.CHANNEL,
        ChangeKind.DELETE,
        LOBBY,
        risk=Risk.DESTRUCTIVE,
        loses="All its messages go with it.",
    )

    (finding,) = destructive_changes(live, (delete,))

    assert finding.what == "#lobby goes for good. All its messages go with it."
    assert finding.remedy.startswith("Agree to it by itself, or let the design archive")


def test_deleting_much_of_a_server_is_pointed_out_by_itself() -> None:
    channels = [a_channel(f"c{number}") for number in range(9)]
    deletes = tuple(change(Subject.CHANNEL, ChangeKind.DELETE, c.key) for c in channels)

    few = [f.code for f in destructive_changes(a_structure(*channels), deletes[:3])]
    many = [f.code for f in destructive_changes(a_structure(*channels), deletes[:4])]

    assert (few, many) == ([], ["large_deletion"])


def test_what_could_not_be_seen_or_read_is_said() -> None:
    coverage = Coverage(
        unseen_channels=frozenset({Key("9")}),
        sees_all_channels=False,
        unread={"automod": "no right", "welcome_screen": ""},
    )

    findings = list(coverage_findings(a_snapshot(coverage=coverage), a_structure()))

    assert [finding.code for finding in findings] == [
        "unseen_channels",
        "channels_may_be_hidden",
        "unread_parts",
    ]
    assert "automod" in findings[2].what
    assert "welcome" not in findings[2].what
    assert list(coverage_findings(a_snapshot(), a_structure())) == []


def test_lists_of_names_stay_short() -> None:
    assert listed("a") == "a"
    assert listed("ab") == "a and b"
    assert listed("abcde") == "a, b, c, d and e"
    assert listed("abcdefgh") == "a, b, c, d, e and 3 more"
    assert listed("aab") == "a and b"
