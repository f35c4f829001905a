"""What the places in a design are called: `#general · topic`, `#general · access of @Helper`."""

from collections.abc import Mapping

from app.shared.application.rendering.spans import safe
from app.shared.application.rendering.values import field_label, part_label
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.differences import ORDER, DesignPath
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.identifiers import EVERYONE, Key, Target, target_role
from app.shared.domain.structure.marks import marked
from app.shared.domain.structure.structure import Structure

_SECTIONS: Mapping[str, str] = {
    "settings": to_say("Server"),
    "welcome_screen": to_say("Welcome screen"),
    "onboarding": to_say("Onboarding"),
    "automod": to_say("AutoMod"),
    "roles": to_say("Roles"),
    "channels": to_say("Channels"),
}
_ORDERS = {
    "roles": to_say("Order of the roles"),
    "channels": to_say("Order of the channels"),
    "automod": to_say("Order of the AutoMod rules"),
}
_UNMANAGED = {
    "roles": to_say("Roles that are not in the design"),
    "channels": to_say("Channels that are not in the design"),
    "automod": to_say("AutoMod rules that are not in the design"),
}
_LEFT = {
    "roles": to_say("Roles · {field} left to people"),
    "channels": to_say("Channels · {field} left to people"),
    "automod": to_say("AutoMod rules · {field} left to people"),
}
_THINGS = frozenset({"roles", "channels"})
_INNER = frozenset({"tags", "prompts", "options", "channels", "roles", "default_channels"})


class DesignNames:
    """By several designs, the last of which is asked first."""

    def __init__(self, *designs: Blueprint) -> None:
        self._names: dict[DesignPath, str] = {}
        for design in designs:
            self._learn(design.structure)

    def _learn(self, structure: Structure) -> None:
        names = self._names
        names |= {("roles", role.key): f"@{safe(role.name)}" for role in structure.roles}
        names["roles", EVERYONE] = "@everyone"
        for channel in structure.channels:
            place: DesignPath = ("channels", channel.key)
            names[place] = safe(marked(channel.name, channel.type))
            names |= {(*place, "tags", tag.key): safe(tag.name) for tag in channel.tags}
        for prompt in () if structure.onboarding is None else structure.onboarding.prompts:
            place = ("onboarding", "prompts", prompt.key)
            names[place] = safe(prompt.title)
            for option in prompt.options:
                names[*place, "options", option.key] = safe(option.title)
        for rule in structure.automod or ():
            names["automod", rule.key] = say("AutoMod rule {name}", name=safe(rule.name))

    def role(self, key: Key) -> str:
        return self._names.get(("roles", key)) or say("role {key}", key=safe(key))

    def channel(self, key: Key) -> str:
        return self._names.get(("channels", key)) or say("channel {key}", key=safe(key))

    def target(self, target: str) -> str:
        role = target_role(Target(target))
        if role is not None:
            return self.role(role)
        return say("member {id}", id=target.partition(":")[2])

    def entry(self, path: DesignPath, name: str) -> str:
        """One entry of a list of things or of keys."""
        if (known := self._names.get((*path, name))) is not None:
            return known
        if path[-1] in {"roles", "exempt_roles"}:
            return self.role(Key(name))
        if path[-1] in {"channels", "default_channels", "exempt_channels"}:
            return self.channel(Key(name))
        return safe(field_label(name))

    def label(self, path: DesignPath) -> str:
        if path[0] == ORDER:
            return self._order_label(path[1:])
        if path[0] in {"unmanaged", "ignore"}:
            return self._general_label(path)
        if path[0] in _SECTIONS and len(path) > 1 and path[:2] in self._names:
            return " · ".join([self._names[path[:2]], *self._rest(path, 2)])
        return " · ".join([say(_SECTIONS[path[0]]), *self._rest(path, 1)])

    def _order_label(self, path: DesignPath) -> str:
        if len(path) == 1:
            return say(_ORDERS[path[0]])
        order = say("order of the {field}", field=field_label(path[-1]))
        return f"{self.label(path[:-1])} · {order}"

    @staticmethod
    def _general_label(path: DesignPath) -> str:
        if path[0] == "unmanaged":
            return say(_UNMANAGED[path[1]])
        return say(_LEFT[path[1]], field=field_label(path[-1]))

    def _rest(self, path: DesignPath, start: int) -> list[str]:
        words: list[str] = []
        for at in range(start, len(path)):
            part, before = path[at], path[at - 1]
            if before == "access":
                words[-1] = say("access of {who}", who=self.target(part))
            elif before == "ignore":
                words[-1] = say("{field} left to people", field=field_label(part))
            elif before == "metadata":
                words[-1] = part_label(part)
            elif at > start and (before in _INNER or before.startswith("exempt_")):
                words[-1] = f"{_singular(before)} {self._inner(path, at)}"
            elif before == "actions":
                words[-1] = say("action {action}", action=_action(part))
            else:
                words.append(field_label(part))
        return words

    def _inner(self, path: DesignPath, at: int) -> str:
        return self.entry(path[:at], path[at])


def _singular(field: str) -> str:
    return say(_SINGULAR[field]) if field in _SINGULAR else field_label(field)


def _action(type: str) -> str:
    return say(_ACTIONS[type]) if type in _ACTIONS else type


_SINGULAR: Mapping[str, str] = {
    "tags": to_say("tag"),
    "prompts": to_say("question"),
    "options": to_say("option"),
    "channels": to_say("channel"),
    "roles": to_say("role"),
    "default_channels": to_say("default channel"),
    "exempt_roles": to_say("exempt role"),
    "exempt_channels": to_say("exempt channel"),
}
_ACTIONS: Mapping[str, str] = {
    "1": to_say("block message"),
    "2": to_say("send alert"),
    "3": to_say("time out"),
    "4": to_say("block interaction"),
}
