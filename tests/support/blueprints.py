"""Whole valid blueprints for property tests: every field varies, every reference holds."""

from types import MappingProxyType

from hypothesis import strategies as st

from app.shared.domain.blueprint.blueprint import Blueprint, Ignore, Unmanaged
from app.shared.domain.blueprint.rules.standing import ORDER, RULE_FIELDS
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import (
    ChannelType,
)
from app.shared.domain.structure.fields import (
    CHANNEL_FIELDS,
    ROLE_FIELDS,
    channel_fields,
)
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
)
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure
from tests.support.blueprint_community import (
    automod_rules,
    onboardings,
    settings_of,
    welcome_screens,
)
from tests.support.blueprint_parts import channel_trees, keys, permission_bits, roles


@st.composite
def ignores(draw: st.DrawFn, structure: Structure) -> frozenset[Ignore]:
    role_keys = [None, *(role.key for role in structure.roles if role.key != EVERYONE)]
    found = {
        Ignore(Kind.ROLE, draw(st.sampled_from(role_keys)), field)
        for field in draw(
            st.sets(st.sampled_from([*(f.name for f in ROLE_FIELDS), ORDER]), max_size=2)
        )
    }
    if draw(st.booleans()):
        found.add(Ignore(Kind.ROLE, EVERYONE, "permissions"))
    names = draw(st.sets(st.sampled_from([f.name for f in CHANNEL_FIELDS]), max_size=3))
    found |= {Ignore(Kind.CHANNEL, None, name) for name in names}
    names = draw(st.sets(st.sampled_from(RULE_FIELDS), max_size=2))
    rule_keys = [None, *(rule.key for rule in structure.automod or ())]
    found |= {Ignore(Kind.RULE, draw(st.sampled_from(rule_keys)), name) for name in names}
    if structure.channels:
        channel = draw(st.sampled_from(structure.channels))
        names = draw(
            st.sets(
                st.sampled_from([*(f.name for f in channel_fields(channel.type)), ORDER]),
                max_size=2,
            )
        )
        found |= {Ignore(Kind.CHANNEL, channel.key, name) for name in names}
    return frozenset(found)


@st.composite
def protections(draw: st.DrawFn, structure: Structure) -> frozenset[tuple[Kind, Key]]:
    things = [
        *((Kind.ROLE, role.key) for role in structure.roles if role.key != EVERYONE),
        *((Kind.CHANNEL, channel.key) for channel in structure.channels),
        *((Kind.RULE, rule.key) for rule in structure.automod or ()),
    ]
    if not things:
        return frozenset()
    return frozenset(draw(st.sets(st.sampled_from(things), max_size=3)))


@st.composite
def structures(draw: st.DrawFn) -> Structure:
    role_keys = draw(st.lists(keys, max_size=6, unique=True))
    everyone = Role(key=EVERYONE, name="@everyone", permissions=draw(permission_bits))
    all_roles = (*[draw(roles(key)) for key in role_keys], everyone)
    listed = draw(channel_trees(role_keys))
    channel_keys = [c.key for c in listed if c.type is not ChannelType.CATEGORY]
    text = [c.key for c in listed if c.type is ChannelType.TEXT]
    every = [c.key for c in listed]
    return Structure(
        roles=all_roles,
        channels=listed,
        settings=MappingProxyType(draw(settings_of(listed))),
        welcome_screen=draw(st.none() | welcome_screens(channel_keys)),
        onboarding=draw(st.none() | onboardings(channel_keys, role_keys)),
        automod=draw(st.none() | automod_rules(text, every, role_keys)),
    )


@st.composite
def blueprints(draw: st.DrawFn) -> Blueprint:
    """Any valid blueprint: `problems_of` finds nothing in it, and writing and reading keep it."""
    structure = draw(structures())
    return Blueprint(
        structure=structure,
        unmanaged_roles=draw(st.sampled_from(Unmanaged)),
        unmanaged_channels=draw(st.sampled_from(Unmanaged)),
        ignored=draw(ignores(structure)),
        protected=draw(protections(structure)),
    )
