"""What the places in a design are called: `#general · topic`, `#general · access of @Helper`."""

from collections.abc import Mapping

from app.shared.application.rendering.spans import safe
from app.shared.application.rendering.values import field_label, part_label
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.differences import ORDER, DesignPath
from app.shared.domain.structure.identifiers import EVERYONE, Key, Target, target_role
from app.shared.domain.structure.marks import marked
from app.shared.domain.structure.structure import Structure

_SECTIONS: Mapping[str, str] = {
    "settings": "Server",
    "welcome_screen": "Welcome screen",
    "onboarding": "Onboarding",
    "automod": "AutoMod",
    "roles": "Roles",
    "channels": "Channels",
}
_KIND_WORDS = {"roles": "Roles", "channels": "Channels", "automod": "AutoMod rules"}
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
            names["automod", rule.key] = f"AutoMod rule {safe(rule.name)}"

    def role(self, key: Key) -> str:
        return self._names.get(("roles", key), f"role {safe(key)}")

    def channel(self, key: Key) -> str:
        return self._names.get(("channels", key), f"channel {safe(key)}")

    def target(self, target: str) -> str:
        role = target_role(Target(target))
        return f"member {target.partition(':')[2]}" if role is None else self.role(role)

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
        return " · ".join([_SECTIONS[path[0]], *self._rest(path, 1)])

    def _order_label(self, path: DesignPath) -> str:
        if len(path) == 1:
            return f"Order of the {_KIND_WORDS[path[0]].lower().replace('automod', 'AutoMod')}"
        return f"{self.label(path[:-1])} · order of the {field_label(path[-1])}"

    @staticmethod
    def _general_label(path: DesignPath) -> str:
        kind = _KIND_WORDS[path[1]]
        if path[0] == "unmanaged":
            return f"{kind} that are not in the design"
        return f"{kind} · {field_label(path[-1])} left to people"

    def _rest(self, path: DesignPath, start: int) -> list[str]:
        words: list[str] = []
        for at in range(start, len(path)):
            part, before = path[at], path[at - 1]
            if before == "access":
                words[-1] = f"access of {self.target(part)}"
            elif before == "ignore":
                words[-1] = f"{field_label(part)} left to people"
            elif before == "metadata":
                words[-1] = part_label(part)
            elif at > start and (before in _INNER or before.startswith("exempt_")):
                words[-1] = f"{_SINGULAR.get(before, field_label(before))} {self._inner(path, at)}"
            elif before == "actions":
                words[-1] = f"action {_ACTIONS.get(part, part)}"
            else:
                words.append(field_label(part))
        return words

    def _inner(self, path: DesignPath, at: int) -> str:
        return self.entry(path[:at], path[at])


_SINGULAR: Mapping[str, str] = {
    "tags": "tag",
    "prompts": "question",
    "options": "option",
    "channels": "channel",
    "roles": "role",
    "default_channels": "default channel",
    "exempt_roles": "exempt role",
    "exempt_channels": "exempt channel",
}
_ACTIONS: Mapping[str, str] = {
    "1": "block message",
    "2": "send alert",
    "3": "time out",
    "4": "block interaction",
}
