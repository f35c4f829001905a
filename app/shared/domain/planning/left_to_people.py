"""What a design leaves to people is what it is on the server."""

from dataclasses import replace

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.fields import ROLE_FIELDS, channel_fields
from app.shared.domain.structure.identifiers import EVERYONE
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure


def role_as_left(listed: Role, live: Role, blueprint: Blueprint) -> Role:
    """The design's role with the fields that are left to people taken from the live one."""
    names = ["permissions"] if live.key == EVERYONE else [field.name for field in ROLE_FIELDS]
    kept = {
        name: getattr(live, name) for name in names if blueprint.ignores(Kind.ROLE, live.key, name)
    }
    return replace(listed, **kept) if kept else listed


def channel_as_left(listed: Channel, live: Channel, blueprint: Blueprint) -> Channel:
    """The design's channel with the fields that are left to people taken from the live one."""
    if not blueprint.ignored:
        return listed
    kept = {
        field.name: getattr(live, field.name)
        for field in channel_fields(live.type)
        if blueprint.ignores(Kind.CHANNEL, live.key, field.name)
    }
    if blueprint.ignores(Kind.CHANNEL, live.key, "type"):
        kept["type"] = live.type
    return replace(listed, **kept) if kept else listed


def as_left(blueprint: Blueprint, live: Structure) -> Structure:
    """The design's roles and channels as a plan would make them, those it does not name left out.

    `live` is in the design's keys. What is not on the server yet is as the design says.
    """
    design = blueprint.structure
    if not blueprint.ignored:
        return design
    roles, channels = live.role_by_key, live.channel_by_key
    return replace(
        design,
        roles=tuple(
            role_as_left(one, roles[one.key], blueprint) if one.key in roles else one
            for one in design.roles
        ),
        channels=tuple(
            channel_as_left(one, channels[one.key], blueprint) if one.key in channels else one
            for one in design.channels
        ),
    )
