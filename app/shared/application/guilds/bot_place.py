"""What the bot may do in a guild, what it lacks, and the words that put it right."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.shared.domain.language.listing import first_of, in_a_row
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.permissions.bits import (
    ADMINISTRATOR,
    BY_NAME,
    PERMISSIONS,
    Permission,
)
from app.shared.domain.permissions.effective import guild_permissions, person_of
from app.shared.domain.structure.identifiers import EVERYONE
from app.shared.domain.structure.snapshot import Snapshot

NEEDED: Mapping[str, str] = {
    "MANAGE_CHANNELS": to_say("Channels cannot be made, changed or moved without it."),
    "MANAGE_ROLES": to_say("Roles and the access to channels cannot be changed without it."),
    "MANAGE_GUILD": to_say("Settings, AutoMod and invites cannot be read or changed without it."),
    "VIEW_AUDIT_LOG": to_say(
        "Without it drift has no names, and lost answers are found less surely."
    ),
}
"""The least that the bot asks for when it is invited, each with what it is for."""
NEEDED_BITS = sum(BY_NAME[name].value for name in NEEDED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lacking:
    permission: Permission
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BotPlace:
    name: str
    """Of the role that came with it, which is called as the bot was when it was invited."""
    permissions: int
    """What holds in the whole guild; every documented bit for administrators."""
    missing: tuple[Lacking, ...]
    role_position: int | None
    """Of its highest role, as Discord counts: higher numbers stand higher."""
    roles_above: tuple[str, ...]
    """Names of the roles that it cannot change because they stand above its own, top first."""
    fix_text: str
    """To be sent to whoever can put it right; empty when nothing is to be."""


def bot_place(snapshot: Snapshot) -> BotPlace:
    held = guild_permissions(snapshot.structure, person_of(snapshot.bot))
    missing = tuple(
        Lacking(permission=BY_NAME[name], why=say(why))
        for name, why in NEEDED.items()
        if not held & BY_NAME[name].value
    )
    above = _roles_above(snapshot)
    places = [
        snapshot.role_facts[key].position
        for key in snapshot.bot.roles
        if key in snapshot.role_facts
    ]
    return BotPlace(
        name=_name(snapshot),
        permissions=held,
        missing=missing,
        role_position=max(places, default=None),
        roles_above=above,
        fix_text=_fix(missing, above),
    )


def _name(snapshot: Snapshot) -> str:
    for role in snapshot.structure.roles:
        facts = snapshot.role_facts.get(role.key)
        if facts is not None and facts.bot_id == snapshot.bot.user_id:
            return role.name
    return say("The bot")


def permission_names(bits: int) -> list[str]:
    """Of the documented ones, as Discord's API calls them."""
    if bits & ADMINISTRATOR:
        return ["ADMINISTRATOR"]
    return [one.name for one in PERMISSIONS if bits & one.value]


def _roles_above(snapshot: Snapshot) -> tuple[str, ...]:
    if snapshot.bot.owner:
        return ()
    roles = snapshot.structure.roles
    top = next((n for n, role in enumerate(roles) if role.key in snapshot.bot.roles), len(roles))
    return tuple(
        role.name
        for role in roles[:top]
        if role.key != EVERYONE and not snapshot.role_facts[role.key].managed
    )


def _fix(missing: tuple[Lacking, ...], above: tuple[str, ...]) -> str:
    steps = []
    if missing:
        labels = in_a_row(one.permission.label for one in missing)
        steps.append(
            say(
                "In Server Settings → Roles, open the bot's role and allow: {permissions}.",
                permissions=labels,
            )
        )
    if above:
        steps.append(
            say(
                "In Server Settings → Roles, drag the bot's role above {roles}, as far as the bot "
                "is to change them.",
                roles=first_of(above, 5),
            )
        )
    return " ".join(steps)
