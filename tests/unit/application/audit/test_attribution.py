"""Who is named for a difference: whoever changed one of its own fields last."""

from datetime import UTC, datetime, timedelta

import pytest

from app.shared.application.audit.attribution import attributed, fields_touched
from app.shared.application.ports.guild_gateway import AuditEntry
from app.shared.domain.drift.telling_apart import ByHand
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Subject
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.fields import CHANNEL_FIELDS, ROLE_FIELDS, SETTING_FIELDS
from app.shared.domain.structure.identifiers import Key, UserId
from tests.support.builders import BOT, GUILD

SINCE = datetime(2026, 1, 1, tzinfo=UTC)
LOBBY, HELPER, RULE = 501, 601, 701
MEMBER = 901
THINGS = {Subject.CHANNEL: LOBBY, Subject.ROLE: HELPER, Subject.RULE: RULE}
BINDINGS = (
    Bindings()
    .bind(Kind.CHANNEL, Key("lobby"), LOBBY)
    .bind(Kind.ROLE, Key("helper"), HELPER)
    .bind(Kind.RULE, Key("words"), RULE)
)
KEYS = {Subject.CHANNEL: "lobby", Subject.ROLE: "helper", Subject.RULE: "words"}
UPDATES = {Subject.CHANNEL: 11, Subject.ROLE: 31, Subject.RULE: 141, Subject.SETTINGS: 1}
CREATE, UPDATE, DELETE = ChangeKind.CREATE, ChangeKind.UPDATE, ChangeKind.DELETE


def change(
    subject: Subject, *fields: str, kind: ChangeKind = UPDATE, key: str = "", archived: bool = False
) -> Change:
    return Change(
        subject=subject,
        kind=kind,
        key=Key(key or KEYS.get(subject, subject.value)),
        name="it",
        fields=tuple(FieldChange(field=name, before="Spoilt", after=None) for name in fields),
        archived=archived,
    )


def entry(
    type: int,
    target: int | None,
    *changed: str,
    by: int = 1,
    minutes: int = 1,
    of: int | None = None,
) -> AuditEntry:
    return AuditEntry(
        id=minutes,
        user_id=UserId(by),
        action_type=type,
        target_id=target,
        reason="",
        at=SINCE + timedelta(minutes=minutes),
        changed=frozenset(changed),
        overwrite_of=of,
    )


def who(one: Change, *entries: AuditEntry) -> int | None:
    """Entries newest first."""
    by_hand = [ByHand(change=one, since=SINCE)]
    found = attributed(by_hand, BINDINGS, entries, guild_id=GUILD, bot=BOT)
    return found[one.id].user_id if found else None


TOPIC = change(Subject.CHANNEL, "topic")
PERMISSIONS = change(Subject.ROLE, "permissions", kind=ChangeKind.ACCESS)
ACCESS = change(Subject.CHANNEL, "access.role:helper", kind=ChangeKind.ACCESS)
FOR_EVERYONE = change(Subject.CHANNEL, "access.role:everyone", kind=ChangeKind.ACCESS)
FOR_A_MEMBER = change(Subject.CHANNEL, f"access.member:{MEMBER}", kind=ChangeKind.ACCESS)
ARCHIVED = change(Subject.CHANNEL, "parent", "purge_after", kind=ChangeKind.MOVE, archived=True)


@pytest.mark.parametrize(
    ("one", "told", "is_named"),
    [
        (TOPIC, entry(11, LOBBY, "topic"), True),
        (TOPIC, entry(11, LOBBY, "rate_limit_per_user"), False),
        (TOPIC, entry(11, LOBBY, "rate_limit_per_user", "topic"), True),
        (TOPIC, entry(11, LOBBY), True),
        (TOPIC, entry(11, LOBBY + 1, "topic"), False),
        (TOPIC, entry(31, LOBBY, "topic"), False),
        (change(Subject.CHANNEL, "topic", key="unbound"), entry(11, None, "topic"), False),
        (TOPIC, entry(10, LOBBY, "name", "topic"), True),
        (TOPIC, entry(12, LOBBY, "name", "topic"), False),
        (TOPIC, entry(14, LOBBY, "allow", of=HELPER), False),
        (TOPIC, entry(14, LOBBY), False),
        (change(Subject.CHANNEL, "parent", kind=ChangeKind.MOVE), entry(11, LOBBY, "topic"), False),
        (
            change(Subject.CHANNEL, "parent", kind=ChangeKind.MOVE),
            entry(11, LOBBY, "parent_id"),
            True,
        ),
        (ACCESS, entry(13, LOBBY, "id", "allow", of=HELPER), True),
        (ACCESS, entry(14, LOBBY, "deny", of=HELPER), True),
        (ACCESS, entry(15, LOBBY, "allow", of=HELPER), True),
        (ACCESS, entry(14, LOBBY, of=HELPER), True),
        (ACCESS, entry(14, LOBBY, "deny", of=MEMBER), False),
        (ACCESS, entry(14, LOBBY, "deny", of=GUILD), False),
        (ACCESS, entry(14, LOBBY + 1, "deny", of=HELPER), False),
        (ACCESS, entry(14, LOBBY, "deny"), True),
        (ACCESS, entry(11, LOBBY, "topic"), False),
        (ACCESS, entry(11, LOBBY, "permission_overwrites"), True),
        (ACCESS, entry(10, LOBBY, "name", "permission_overwrites"), True),
        (ACCESS, entry(11, LOBBY), True),
        (FOR_EVERYONE, entry(14, LOBBY, "deny", of=GUILD), True),
        (FOR_EVERYONE, entry(14, LOBBY, "deny", of=HELPER), False),
        (FOR_A_MEMBER, entry(13, LOBBY, "deny", of=MEMBER), True),
        (FOR_A_MEMBER, entry(13, LOBBY, "deny", of=HELPER), False),
        (PERMISSIONS, entry(31, HELPER, "permissions"), True),
        (PERMISSIONS, entry(31, HELPER, "name"), False),
        (PERMISSIONS, entry(31, HELPER, "position"), False),
        (change(Subject.ROLE, "colors"), entry(31, HELPER, "color"), True),
        (change(Subject.ROLE, "colors"), entry(31, HELPER, "hoist"), False),
        (
            change(Subject.ROLE, "permissions", kind=ChangeKind.ACCESS, key="everyone"),
            entry(31, GUILD, "permissions"),
            True,
        ),
        (
            change(Subject.ROLE, "permissions", kind=ChangeKind.ACCESS, key="everyone"),
            entry(31, None, "permissions"),
            False,
        ),
        (change(Subject.SETTINGS, "afk_channel"), entry(1, GUILD, "afk_channel_id"), True),
        (change(Subject.SETTINGS, "afk_channel"), entry(1, GUILD, "name"), False),
        (change(Subject.SETTINGS, "community"), entry(1, GUILD, "features"), True),
        (change(Subject.RULE, "enabled"), entry(141, RULE, "enabled"), True),
        (change(Subject.RULE, "enabled"), entry(141, RULE, "actions"), False),
        (change(Subject.RULE, "metadata"), entry(141, RULE, "$add_keyword_filter"), True),
        (change(Subject.RULE, "metadata"), entry(141, RULE, "trigger_metadata"), True),
        (change(Subject.RULE, "metadata"), entry(141, RULE, "enabled"), False),
        (change(Subject.ONBOARDING, "prompts"), entry(164, 1, "title"), True),
        (change(Subject.ONBOARDING, "prompts"), entry(167, GUILD, "mode"), True),
        (change(Subject.CHANNEL, "topic", kind=CREATE), entry(12, LOBBY, "topic"), True),
        (change(Subject.CHANNEL, "topic", kind=CREATE), entry(12, LOBBY), True),
        (change(Subject.CHANNEL, "topic", kind=CREATE), entry(11, LOBBY, "topic"), False),
        (change(Subject.CHANNEL, "topic", kind=CREATE), entry(10, LOBBY, "topic"), False),
        (change(Subject.CHANNEL, kind=DELETE), entry(10, LOBBY, "name"), True),
        (change(Subject.CHANNEL, kind=DELETE), entry(11, LOBBY), False),
        (change(Subject.ROLE, kind=CREATE), entry(32, HELPER, "name"), True),
        (change(Subject.ROLE, kind=CREATE), entry(31, HELPER, "name"), False),
        (change(Subject.RULE, kind=DELETE), entry(140, RULE, "name"), True),
        (change(Subject.RULE, kind=CREATE), entry(141, RULE, "name"), False),
        (ARCHIVED, entry(11, LOBBY, "parent_id"), True),
        (ARCHIVED, entry(11, LOBBY, "topic"), False),
        (change(Subject.CHANNEL, "purge_after", archived=True), entry(11, LOBBY, "topic"), True),
    ],
)
def test_only_who_changed_a_field_of_the_difference_is_named_for_it(
    one: Change, told: AuditEntry, is_named: bool
) -> None:
    assert who(one, told) == (1 if is_named else None)


@pytest.mark.parametrize(
    ("subject", "field", "api"),
    [
        *((Subject.ROLE, field.name, field.api) for field in ROLE_FIELDS),
        *((Subject.SETTINGS, field.name, field.api) for field in SETTING_FIELDS),
        *(
            (Subject.CHANNEL, field.name, field.api)
            for field in CHANNEL_FIELDS
            if field.name != "access"
        ),
    ],
)
def test_each_field_is_known_by_its_key_and_by_no_other(
    subject: Subject, field: str, api: str
) -> None:
    target = THINGS.get(subject, GUILD)

    assert who(change(subject, field), entry(UPDATES[subject], target, api)) == 1
    assert who(change(subject, field), entry(UPDATES[subject], target, "icon_hash")) is None


def test_who_touched_another_field_later_is_passed_over() -> None:
    later = entry(11, LOBBY, "rate_limit_per_user", by=2, minutes=9)
    earlier = entry(11, LOBBY, "topic", by=1, minutes=3)

    assert who(TOPIC, later, earlier) == 1


def test_of_those_who_changed_its_fields_the_last_is_named() -> None:
    both = change(Subject.CHANNEL, "topic", "slowmode")
    later = entry(11, LOBBY, "rate_limit_per_user", by=2, minutes=9)
    earlier = entry(11, LOBBY, "topic", by=1, minutes=3)

    assert who(both, later, earlier) == 2


def test_what_was_done_before_it_was_last_in_order_names_nobody() -> None:
    assert who(TOPIC, entry(11, LOBBY, "topic", minutes=-1)) is None


def test_our_own_bot_and_nobody_are_never_named() -> None:
    assert who(TOPIC, entry(11, LOBBY, "topic", by=BOT)) is None


def test_a_field_that_is_as_it_should_be_names_nobody() -> None:
    """Of what a run archived, the whole is told, though only a part of it was changed."""
    same = FieldChange(field="parent", before="archive", after="archive")
    seen = FieldChange(field="access.role:helper", before={"allow": 1, "deny": 0}, after=None)
    one = Change(
        subject=Subject.CHANNEL,
        kind=ChangeKind.MOVE,
        key=Key("lobby"),
        name="lobby",
        fields=(same, seen),
        archived=True,
    )

    assert who(one, entry(11, LOBBY, "parent_id")) is None
    assert who(one, entry(14, LOBBY, "allow", of=HELPER)) == 1


ONBOARDING = change(Subject.ONBOARDING, "enabled", "default_channels", "prompts")


@pytest.mark.parametrize(
    ("one", "told", "fields"),
    [
        (ONBOARDING, entry(164, 5, "title"), ("prompts",)),
        (ONBOARDING, entry(165, 5), ("prompts",)),
        (ONBOARDING, entry(167, GUILD, "default_channel_ids"), ("default_channels",)),
        (ONBOARDING, entry(167, GUILD, "mode"), ()),
        (ONBOARDING, entry(167, GUILD, "prompts", "enabled"), ("enabled", "prompts")),
        (TOPIC, entry(11, LOBBY), ()),
        (TOPIC, entry(11, LOBBY, "topic"), ("topic",)),
        (ACCESS, entry(14, LOBBY, "deny"), ()),
        (ACCESS, entry(14, LOBBY, "deny", of=HELPER), ("access.role:helper",)),
    ],
)
def test_no_field_is_said_to_have_been_changed_that_the_log_does_not_name(
    one: Change, told: AuditEntry, fields: tuple[str, ...]
) -> None:
    assert fields_touched(told, one, BINDINGS, GUILD) == fields
