"""Effective permissions against an oracle that works bit by bit, written from Discord's prose."""

from hypothesis import given
from hypothesis import strategies as st

from app.shared.domain.permissions.bits import ADMINISTRATOR, ALL, BY_NAME, PERMISSIONS
from app.shared.domain.permissions.effective import (
    Person,
    channel_permissions,
    guild_permissions,
    usable_permissions,
)
from app.shared.domain.permissions.explanation import explain
from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
    UserId,
    member_target,
    role_target,
)
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure

ANA = UserId(7)
NAMES = ("VIEW_CHANNEL", "SEND_MESSAGES", "CONNECT", "SPEAK", "ATTACH_FILES", "BAN_MEMBERS")
BITS = {name: BY_NAME[name].value for name in NAMES} | {"ADMINISTRATOR": ADMINISTRATOR}
ROLES = (Key("mod"), Key("helper"), Key("muted"))

bits = st.sets(st.sampled_from(NAMES)).map(lambda names: sum(BITS[name] for name in names))
role_bits = st.one_of(bits, bits, bits, bits.map(lambda value: value | ADMINISTRATOR))
overwrites = st.builds(lambda allow, deny: Overwrite(allow, deny & ~allow), bits, bits)
access = st.dictionaries(
    st.sampled_from([role_target(EVERYONE), *map(role_target, ROLES), member_target(ANA)]),
    overwrites,
)
channels = st.builds(
    lambda kind, given: Channel(key=Key("c"), type=kind, name="c", access=given),
    st.sampled_from([ChannelType.TEXT, ChannelType.VOICE, ChannelType.STAGE]),
    access,
)
structures = st.builds(
    lambda everyone, others, channel: Structure(
        roles=(
            *(
                Role(key=key, name=key.title(), permissions=value)
                for key, value in zip(ROLES, others, strict=True)
            ),
            Role(key=EVERYONE, name="@everyone", permissions=everyone),
        ),
        channels=(channel,),
    ),
    bits,
    st.tuples(role_bits, role_bits, role_bits),
    channels,
)
people = st.builds(
    lambda roles, owner, timed_out: Person(
        roles=frozenset(roles), user_id=ANA, owner=owner, timed_out=timed_out
    ),
    st.sets(st.sampled_from(ROLES)),
    st.sampled_from([False, False, False, True]),
    st.sampled_from([False, False, True]),
)


def may(structure: Structure, person: Person, name: str, *, gates: bool) -> bool:
    """Whether a person may do one thing in the only channel: bit by bit, as the docs tell."""
    bit, channel = BITS[name], structure.channels[0]
    held = [role for role in structure.roles if role.key in person.roles or role.key == EVERYONE]
    if person.owner or any(role.permissions & ADMINISTRATOR for role in held):
        return True
    answer = any(role.permissions & bit for role in held)
    layers = [
        [channel.access.get(role_target(EVERYONE))],
        [channel.access.get(role_target(role.key)) for role in held if role.key != EVERYONE],
        [channel.access.get(member_target(ANA))],
    ]
    for layer in layers:
        spoken = [overwrite for overwrite in layer if overwrite]
        if any(overwrite.allow & bit for overwrite in spoken):
            answer = True
        elif any(overwrite.deny & bit for overwrite in spoken):
            answer = False
    if person.timed_out and name != "VIEW_CHANNEL":
        answer = False
    if not gates or name == "BAN_MEMBERS":
        return answer
    needed = {"VIEW_CHANNEL"} if name != "VIEW_CHANNEL" else set()
    if name == "ATTACH_FILES":
        needed.add("SEND_MESSAGES")
    if channel.type is not ChannelType.TEXT and name not in {"CONNECT", "VIEW_CHANNEL"}:
        needed.add("CONNECT")
    return answer and all(may(structure, person, gate, gates=False) for gate in needed)


@given(structures, people, st.sampled_from(NAMES))
def test_a_channel_permission_is_what_the_documented_rules_say(
    structure: Structure, person: Person, name: str
) -> None:
    computed = channel_permissions(structure, person, structure.channels[0])

    assert bool(computed & BITS[name]) == may(structure, person, name, gates=False)


@given(structures, people, st.sampled_from(NAMES))
def test_what_can_be_used_needs_its_gates(structure: Structure, person: Person, name: str) -> None:
    usable = usable_permissions(structure, person, structure.channels[0])

    assert bool(usable & BITS[name]) == may(structure, person, name, gates=True)


@given(structures, people, st.sampled_from(NAMES))
def test_an_explanation_agrees_with_what_can_be_used(
    structure: Structure, person: Person, name: str
) -> None:
    explanation = explain(structure, person, BY_NAME[name], structure.channels[0])

    assert explanation.allowed == may(structure, person, name, gates=True)


@given(structures, people)
def test_an_explanation_of_the_whole_guild_agrees_with_the_roles(
    structure: Structure, person: Person
) -> None:
    explained = {
        permission.value
        for permission in PERMISSIONS
        if explain(structure, person, permission, None).allowed
    }

    assert sum(explained) == guild_permissions(structure, person) & ALL


def test_unknown_bits_of_a_role_are_kept() -> None:
    role = Role(key=Key("mod"), name="Mod", permissions=1 << 60)
    structure = Structure(roles=(role, Role(key=EVERYONE, name="@everyone")))

    assert guild_permissions(structure, Person(roles=frozenset({Key("mod")}))) == 1 << 60
