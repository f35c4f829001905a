"""The roles as they shall be, the ones that the design does not name included."""

from collections.abc import Mapping
from dataclasses import replace

from app.shared.domain.blueprint.blueprint import Blueprint, Unmanaged
from app.shared.domain.permissions.bits import ALL
from app.shared.domain.planning.left_to_people import role_as_left
from app.shared.domain.planning.placing import placed
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.roles import Role


def wanted_roles(
    blueprint: Blueprint,
    live: tuple[Role, ...],
    managed: frozenset[Key],
    bot_top: Key | None,
) -> tuple[Role, ...]:
    """All roles from top to bottom. `bot_top` is the bot's highest role; None if nothing binds it.

    Managed roles stay as they are, whatever the design says of them.
    """
    listed = {role.key: role for role in blueprint.structure.roles}
    known = {role.key: role for role in live}
    staying: dict[Key, Role] = {}
    for role in live:
        kept = _kept(role, listed.get(role.key), blueprint, managed)
        if kept is not None:
            staying[role.key] = kept
    new = {key: role for key, role in listed.items() if key not in known and key != EVERYONE}
    order = _order(blueprint, staying, new, managed, bot_top)
    whole = staying | new
    return (*(whole[key] for key in order), staying[EVERYONE])


def _kept(
    live: Role, listed: Role | None, blueprint: Blueprint, managed: frozenset[Key]
) -> Role | None:
    if live.key in managed:
        return live
    if listed is not None:
        return _merged(live, listed, blueprint)
    if live.key == EVERYONE or blueprint.unmanaged_roles is Unmanaged.KEEP:
        return live
    if blueprint.unmanaged_roles is Unmanaged.ARCHIVE:
        return replace(live, permissions=live.permissions & ~ALL)
    return live if (Kind.ROLE, live.key) in blueprint.protected else None


def _merged(live: Role, listed: Role, blueprint: Blueprint) -> Role:
    """The design's role with what it does not decide taken from the live one."""
    decided = role_as_left(listed, live, blueprint)
    permissions = decided.permissions | live.permissions & ~ALL
    whole = live if live.key == EVERYONE else decided
    return whole if whole.permissions == permissions else replace(whole, permissions=permissions)


def _order(
    blueprint: Blueprint,
    staying: Mapping[Key, Role],
    new: Mapping[Key, Role],
    managed: frozenset[Key],
    bot_top: Key | None,
) -> list[Key]:
    listed = [role.key for role in blueprint.structure.roles if role.key != EVERYONE]
    fixed = managed | {key for key in listed if blueprint.ignores(Kind.ROLE, key, "order")}
    standing = [key for key in staying if key != EVERYONE]
    order = placed(standing, listed, tuple(new), fixed)
    if bot_top is None or bot_top not in order:
        return order
    return _below_the_bot(order, bot_top, new, set(listed) & set(standing) - fixed)


def _below_the_bot(
    order: list[Key], bot_top: Key, new: Mapping[Key, Role], anchors: set[Key]
) -> list[Key]:
    """Let new roles begin under the bot's where nothing designed keeps them higher."""
    cut = order.index(bot_top)
    above: list[Key] = []
    sinking: list[Key] = []
    held_up = False
    for key in reversed(order[:cut]):
        held_up = held_up or key in anchors
        (sinking if key in new and not held_up else above).append(key)
    return [*reversed(above), bot_top, *reversed(sinking), *order[cut + 1 :]]
