"""The access diff against an oracle that asks for every pair, and a few cases by hand."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.shared.domain.permissions.bits import ALL, BY_NAME, PERMISSIONS, Permission
from app.shared.domain.permissions.effective import (
    Person,
    guild_permissions,
    person_in,
    usable_permissions,
)
from app.shared.domain.planning.access import AccessChange
from app.shared.domain.planning.judging.access_diff import access_changes
from app.shared.domain.planning.judging.exposure import exposures
from app.shared.domain.structure.channels import ChannelType, Overwrite
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
    Target,
    member_target,
    role_target,
    target_member,
    target_role,
)
from app.shared.domain.structure.structure import Structure
from tests.support.builders import a_channel, a_role, a_structure
from tests.unit.domain.permissions.test_effective import overwrites, structures

VIEW, SEND = BY_NAME["VIEW_CHANNEL"].value, BY_NAME["SEND_MESSAGES"].value
HELPER, LOBBY = Key("helper"), Key("lobby")
EVERYBODY, HELPERS = role_target(EVERYONE), role_target(HELPER)


def _and_others_like_it(
    structure: Structure, others: Sequence[tuple[ChannelType, Overwrite]]
) -> Structure:
    """Channels that say the same of everybody but @everyone, and are of any type."""
    (channel,) = structure.channels
    likes = (
        replace(channel, key=Key(f"c{n}"), type=kind, access={**channel.access, EVERYBODY: said})
        for n, (kind, said) in enumerate(others)
    )
    return replace(structure, channels=(channel, *likes))


guilds = st.builds(
    _and_others_like_it,
    structures,
    st.lists(
        st.tuples(st.sampled_from([ChannelType.TEXT, ChannelType.VOICE]), overwrites), max_size=3
    ),
)


def in_structure(structure: Structure, target: Target) -> Person:
    person = person_in(target)
    return Person(roles=person.roles & structure.role_by_key.keys(), user_id=person.user_id)


type Pair = tuple[Target, Key | None]
type Bits = tuple[int, int]


def everything(live: Structure, wanted: Structure) -> dict[Pair, Bits]:
    """What each role gains and loses in the guild and in each channel, and each member that the
    channel speaks of."""
    targets = {role_target(role.key) for side in (live, wanted) for role in side.roles}
    channels = {channel.key for side in (live, wanted) for channel in side.channels}
    pairs: dict[Pair, Bits] = {}
    for target in targets:
        old = guild_permissions(live, in_structure(live, target))
        new = guild_permissions(wanted, in_structure(wanted, target))
        pairs[target, None] = (new & ~old, old & ~new)
    for key in channels:
        sides = live.channel_by_key.get(key), wanted.channel_by_key.get(key)
        members = {t for side in sides if side for t in side.access if target_member(t)}
        for target in targets | members:
            old, new = (
                0 if channel is None else usable_permissions(s, in_structure(s, target), channel)
                for s, channel in zip((live, wanted), sides, strict=True)
            )
            kind = next(side.type for side in reversed(sides) if side)
            relevant = sum(p.value for p in PERMISSIONS if kind in p.channel_types) | ~ALL
            pairs[target, key] = (new & ~old & relevant, old & ~new & relevant)
    return pairs


def read(changes: Sequence[AccessChange], pairs: Iterable[Pair]) -> dict[Pair, Bits]:
    """As somebody reads it who looks for each of these: who is not listed in a channel gains and
    loses what @everyone does."""
    listed = {(one.target, one.channel): (one.gained, one.lost) for one in changes}
    assert len(listed) == len(changes)

    def found(target: Target, channel: Key | None) -> Bits:
        of_everyone = (0, 0) if channel is None else listed.get((EVERYBODY, channel), (0, 0))
        return listed.get((target, channel), of_everyone)

    return {pair: found(*pair) for pair in pairs}


@given(guilds, guilds)
def test_every_gain_and_loss_is_told_and_no_other(live: Structure, wanted: Structure) -> None:
    pairs = everything(live, wanted)

    changes = access_changes(live, wanted, {})

    assert read(changes, pairs) == pairs
    assert {(one.target, one.channel) for one in changes} <= pairs.keys()


@given(guilds, st.sets(st.sampled_from(PERMISSIONS)))
def test_what_everyone_gains_or_loses_in_the_guild_is_told_wherever_it_reaches(
    live: Structure, moved: set[Permission]
) -> None:
    bits = sum(permission.value for permission in moved)
    everyone = replace(live.everyone, permissions=live.everyone.permissions ^ bits)
    roles = tuple(everyone if role.key == EVERYONE else role for role in live.roles)
    wanted = replace(live, roles=roles)
    pairs = everything(live, wanted)

    assert read(access_changes(live, wanted, {}), pairs) == pairs


@given(guilds, guilds)
def test_nothing_is_said_again_of_whom_it_is_as_of_everyone(
    live: Structure, wanted: Structure
) -> None:
    changes = access_changes(live, wanted, {})

    of_everyone = {one.channel: one for one in changes if one.target == EVERYBODY}
    for one in changes:
        if one.target == EVERYBODY or one.channel not in of_everyone or one.channel is None:
            assert one.gained or one.lost
        else:
            everybody = of_everyone[one.channel]
            assert (one.gained, one.lost) != (everybody.gained, everybody.lost)


@given(guilds, guilds)
def test_findings_are_the_same_as_if_each_were_listed(live: Structure, wanted: Structure) -> None:
    each = [
        AccessChange(target, channel, gained, lost)
        for (target, channel), (gained, lost) in sorted(everything(live, wanted).items(), key=repr)
    ]
    short = sorted(access_changes(live, wanted, {}), key=repr)

    def found(access: Sequence[AccessChange]) -> set[tuple[str, str]]:
        findings = exposures(live, wanted, access, ())
        return {(one.code, repr(sorted(dict(one.details).items(), key=repr))) for one in findings}

    assert found(short) == found(each)


def test_who_keeps_what_they_may_do_where_everyone_does_not_is_listed_with_nothing() -> None:
    live = a_structure(
        a_role(HELPER, permissions=SEND), a_role(EVERYONE, permissions=VIEW), a_channel(LOBBY)
    )
    wanted = a_structure(live.roles[0], a_role(EVERYONE, permissions=VIEW | SEND), a_channel(LOBBY))

    changes = access_changes(live, wanted, {})

    assert [(c.target, c.gained, c.lost) for c in changes if c.channel == LOBBY] == [
        (EVERYBODY, SEND, 0),
        (HELPERS, 0, 0),
    ]


def test_a_closed_channel_takes_sight_from_everybody_but_who_is_let_in() -> None:
    live = a_structure(a_role(HELPER), a_role(EVERYONE, permissions=VIEW | SEND), a_channel(LOBBY))
    access = {EVERYBODY: Overwrite(0, VIEW), HELPERS: Overwrite(VIEW)}
    wanted = a_structure(*live.roles, a_channel(LOBBY, access=access))

    changes = access_changes(live, wanted, {EVERYONE: 300, HELPER: 4})

    assert [(c.target, c.lost, c.gained, c.members) for c in changes] == [
        (EVERYBODY, VIEW | SEND, 0, 300),
        (HELPERS, 0, 0, 4),
    ]


def test_a_new_channel_is_a_gain_for_who_sees_it() -> None:
    live = a_structure(a_role(EVERYONE, permissions=VIEW))
    wanted = a_structure(*live.roles, a_channel(LOBBY))

    (change,) = access_changes(live, wanted, {})

    assert (change.target, change.channel, change.gained) == (EVERYBODY, LOBBY, VIEW)


def test_a_members_own_overwrite_is_told() -> None:
    live = a_structure(a_channel(LOBBY))
    wanted = a_structure(a_channel(LOBBY, access={member_target(9): Overwrite(VIEW)}))

    (change,) = access_changes(live, wanted, {})

    assert (change.target, change.gained, change.members) == (member_target(9), VIEW, None)


def test_a_member_who_is_let_in_loses_with_everyone() -> None:
    access = {EVERYBODY: Overwrite(0, VIEW), member_target(9): Overwrite(VIEW)}
    ticket = a_channel(LOBBY, access=access)
    live = a_structure(a_role(EVERYONE, permissions=VIEW | SEND), ticket)
    wanted = a_structure(a_role(EVERYONE, permissions=VIEW), ticket)

    changes = access_changes(live, wanted, {})

    assert [(c.target, c.lost) for c in changes if c.channel == LOBBY] == [(member_target(9), SEND)]


def test_a_channel_of_another_type_is_another_one_for_all() -> None:
    connect = BY_NAME["CONNECT"].value
    live = a_structure(
        a_role(EVERYONE, permissions=VIEW | SEND | connect),
        a_role(HELPER),
        a_channel(LOBBY, ChannelType.TEXT, access={HELPERS: Overwrite(0, connect)}),
    )
    voice = a_channel(LOBBY, ChannelType.VOICE, access={HELPERS: Overwrite(0, connect)})
    wanted = a_structure(*live.roles, voice)

    changes = access_changes(live, wanted, {})

    assert read(changes, everything(live, wanted)) == everything(live, wanted)
    assert [(c.target, c.lost) for c in changes] == [(HELPERS, SEND)]


def test_talking_is_no_matter_in_a_text_channel() -> None:
    speak = BY_NAME["SPEAK"].value
    live = a_structure(a_role(EVERYONE, permissions=VIEW), a_channel(LOBBY, ChannelType.TEXT))
    wanted = a_structure(*live.roles, a_channel(LOBBY, access={EVERYBODY: Overwrite(speak)}))

    assert access_changes(live, wanted, {}) == ()


def test_a_role_is_not_left_out_for_another_one_that_holds_the_same() -> None:
    live = a_structure(
        a_role(HELPER, permissions=SEND),
        a_role(Key("zealot"), permissions=SEND),
        a_role(EVERYONE, permissions=VIEW),
    )
    lobby = a_channel(LOBBY, access={HELPERS: Overwrite(0, SEND)})
    wanted = a_structure(*live.roles, lobby)

    changes = access_changes(live, wanted, {})

    assert {(c.target, c.gained) for c in changes} == {
        (EVERYBODY, VIEW),
        (role_target(Key("zealot")), VIEW | SEND),
    }


def test_a_removed_role_falls_back_to_everyone() -> None:
    live = a_structure(
        a_role(HELPER, permissions=SEND), a_role(EVERYONE, permissions=VIEW), a_channel(LOBBY)
    )
    wanted = a_structure(live.everyone, a_channel(LOBBY))

    changes = access_changes(live, wanted, {})

    assert {(target_role(c.target), c.channel, c.lost) for c in changes} == {
        (HELPER, None, SEND),
        (HELPER, LOBBY, SEND),
    }


def test_administrator_alone_opens_a_channel_that_did_not_change() -> None:
    everything_else = ALL & ~BY_NAME["ADMINISTRATOR"].value
    everyone = a_role(EVERYONE, permissions=0)
    lobby = a_channel(LOBBY, access={HELPERS: Overwrite(0, VIEW)})
    live = a_structure(a_role(HELPER, permissions=everything_else), everyone, lobby)
    wanted = a_structure(a_role(HELPER, permissions=ALL), everyone, lobby)

    changes = access_changes(live, wanted, {})

    assert [(c.target, c.gained & VIEW) for c in changes if c.channel == LOBBY] == [(HELPERS, VIEW)]
