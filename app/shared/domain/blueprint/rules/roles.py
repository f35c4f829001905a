"""Rules for roles, @everyone among them."""

from collections.abc import Iterator

from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.blueprint.rules.emojis import emoji_problems
from app.shared.domain.blueprint.rules.keys_in_use import key_problems
from app.shared.domain.blueprint.rules.permissions import permission_problems
from app.shared.domain.blueprint.rules.texts import line_problems
from app.shared.domain.language.saying import say
from app.shared.domain.structure import limits
from app.shared.domain.structure.channels import Emoji
from app.shared.domain.structure.identifiers import EVERYONE
from app.shared.domain.structure.roles import HOLOGRAPHIC, Colors, Role
from app.shared.domain.structure.structure import Structure

_COLOR_MAX = 0xFFFFFF


def role_problems(structure: Structure) -> Iterator[Problem]:
    ours = [role for role in structure.roles if role.key != EVERYONE]
    yield from key_problems(((role.key, ("roles", role.key)) for role in ours), "role")
    if len(ours) + 1 > limits.ROLES:
        yield Problem(
            what=say("There are {number} roles.", number=len(ours)),
            remedy=say(
                "A server has at most {most}, @everyone included: remove {number}.",
                most=limits.ROLES,
                number=len(ours) + 1 - limits.ROLES,
            ),
            path=("roles",),
        )
    for role in ours:
        yield from _one(role, ("roles", role.key))
    yield from _everyone(structure)


def _one(role: Role, path: Path) -> Iterator[Problem]:
    yield from line_problems(role.name, (*path, "name"), say("The role's name"), limits.ROLE_NAME)
    yield from permission_problems(role.permissions, (*path, "permissions"))
    yield from _color_problems(role.colors, (*path, "colors"))
    if role.unicode_emoji is not None:
        place = (*path, "unicode_emoji")
        yield from emoji_problems(Emoji(role.unicode_emoji), place)


def _color_problems(colors: Colors, path: Path) -> Iterator[Problem]:
    given = [c for c in (colors.primary, colors.secondary, colors.tertiary) if c is not None]
    if any(not 0 <= color <= _COLOR_MAX for color in given):
        yield Problem(
            what=say("A colour is out of range."),
            remedy=say('Colours run from "#000000" to "#ffffff".'),
            path=path,
        )
    elif colors.tertiary is not None and colors != HOLOGRAPHIC:
        yield Problem(
            what=say("Discord knows one style of three colours only."),
            remedy=say("Write `holographic`, or a gradient of two colours."),
            path=path,
        )


def _everyone(structure: Structure) -> Iterator[Problem]:
    found = [role for role in structure.roles if role.key == EVERYONE]
    if len(found) != 1 or structure.roles[-1] is not found[0]:
        yield Problem(
            what=say("@everyone must be there once, below all other roles."),
            remedy=say("Put it last."),
            path=("everyone",),
        )
        return
    role = found[0]
    yield from permission_problems(role.permissions, ("everyone", "permissions"))
    if role != Role(key=EVERYONE, name="@everyone", permissions=role.permissions):
        yield Problem(
            what=say("Only the permissions of @everyone can be designed."),
            remedy=say("Leave its name, colour and the rest as they are."),
            path=("everyone",),
        )
