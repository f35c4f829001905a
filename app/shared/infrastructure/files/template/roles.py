"""The roles of a template."""

from typing import Any

from app.shared.domain.blueprint.keys import key_from, unique_key
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.roles import Colors, Role
from app.shared.infrastructure.files.template.loss import Losses
from app.shared.infrastructure.files.template.values import Object, bits_in, reference, text

_EVERYONE_ID = 0


class TemplateRoles:
    """`roles` from top to bottom, @everyone last; `keys` by the template's numbers."""

    def __init__(self, listed: list[Object], losses: Losses) -> None:
        self.keys: dict[int, Key] = {_EVERYONE_ID: EVERYONE}
        self._losses = losses
        everyone = 0
        found: list[Role] = []
        for role in reversed(_from_bottom(listed)):
            if reference(role["id"]) == _EVERYONE_ID:
                everyone = bits_in(role, "permissions")
                losses.saw_granted(everyone)
            else:
                found.append(self._role(role))
        last = Role(key=EVERYONE, name="@everyone", permissions=everyone)
        self.roles = (*found, last)

    def _role(self, role: Object) -> Role:
        name = text(role["name"])
        key = unique_key(key_from(name, "role"), self.keys.values())
        self.keys[reference(role["id"])] = key
        if role.get("icon"):
            self._losses.add(
                "template_role_icon",
                say('The picture of the role "{role}" is not in the template.', role=name),
                say("Upload it by hand."),
            )
        permissions = bits_in(role, "permissions")
        self._losses.saw_granted(permissions)
        return Role(
            key=key,
            name=name,
            permissions=permissions,
            colors=_colors(role),
            hoist=bool(role.get("hoist")),
            mentionable=bool(role.get("mentionable")),
            unicode_emoji=role.get("unicode_emoji") or None,
        )


def _from_bottom(listed: list[Object]) -> list[Object]:
    """Templates list roles from the bottom; some have positions, which then decide."""
    if any(role.get("position") is None for role in listed):
        return listed
    return sorted(listed, key=lambda role: int(role["position"]))


def _colors(role: Object) -> Colors:
    given: dict[str, Any] | None = role.get("colors")
    if given is None:
        return Colors(int(role.get("color") or 0))
    second, third = given.get("secondary_color"), given.get("tertiary_color")
    return Colors(
        int(given.get("primary_color") or 0),
        None if second is None else int(second),
        None if third is None else int(third),
    )
