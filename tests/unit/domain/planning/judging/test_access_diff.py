"""The access diff against an oracle that asks for every pair, and a few cases by hand."""

from hypothesis import given

from app.shared.domain.permissions.bits import ALL, BY_NAME, PERMISSIONS
from app.shared.domain.permissions.effective import (
    Person,
    guild_permissions,
    person_in,
    usable_permissions,
)
from app.shared.domain.planning.judging.access_diff import access_changes
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
from tests.unit.domain.permissions.test_effective import structures

VIEW, SEND = BY_NAME["VIEW_CHANNEL"].value, BY_NAME["SEND_MESSAGES"].value
HELPER, LOBBY = Key("helper"), Key("lobby")
EVERYBODY, HELPERS = role_target(EVERYONE), role_target(HELPER)


def in_structure(structure: Structure, target: Target) -> Person:
    person = person_in(target)
    return Person(roles=person.roles & structure.role_by_key.keys(), user_id=person.user_id)


def expected(
    live: Structure, wanted: Structure
) -> dict[tuple[Target, Key | None], tuple[int, int]]:
    targets = {role_target(role.key) for side in (live, wanted) for role in side.roles}
    channels = {channel.key for side in (live, wanted) for channel in side.channels}
    pairs: dict[tuple[Target, Key | None], tuple[int, int]] = {}
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
    return {pair: bits for pair, bits in pairs.items() if bits != (0, 0)}


@given(structures, structures)
def test_every_gain_and_loss_is_found_and_no_other(live: Structure, wanted: Structure) -> None:
    changes = access_changes(live, wanted, {})

    found = {(change.target, change.channel): (change.gained, change.lost) for change in changes}
    assert len(found) == len(changes)
    assert found == expected(live, wanted)


def test_a_closed_channel_takes_sight_from_everybody_but_who_is_let_in() -> None:
    live = a_structure(a_role(HELPER), a_role(EVERYONE, permissions=VIEW | SEND), a_channel(LOBBY))
    access = {EVERYBODY: Overwrite(0, VIEW), HELPERS: Overwrite(VIEW)}
    wanted = a_structure(*live.roles, a_channel(LOBBY, access=access))

    changes = access_changes(live, wanted, {EVERYONE: 300, HELPER: 4})

    assert [(c.target, c.lost, c.gained, c.members) for c in changes] == [
        (EVERYBODY, VIEW | SEND, 0, 300)
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


def test_talking_is_no_matter_in_a_text_channel() -> None:
    speak = BY_NAME["SPEAK"].value
    live = a_structure(a_role(EVERYONE, permissions=VIEW), a_channel(LOBBY, ChannelType.TEXT))
    wanted = a_structure(*live.roles, a_channel(LOBBY, access={EVERYBODY: Overwrite(speak)}))

    assert access_changes(live, wanted, {}) == ()


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
