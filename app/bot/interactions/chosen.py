"""What somebody gave a command: plain values, and people, roles, channels and files as Discord
describes them beside."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class OptionType(IntEnum):
    """The kinds whose value is an id (interactions/application-commands)."""

    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    ATTACHMENT = 11


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """A member, role or channel that was picked. `is_role` tells the two kinds of a mentionable
    apart."""

    id: int
    name: str = ""
    is_role: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenFile:
    """A file that was attached: at `url`, of `size` bytes as Discord says."""

    name: str
    size: int
    url: str


def chosen_of(option: Mapping[str, Any], data: Mapping[str, Any]) -> Any:
    """One option's value. Raises KeyError where Discord describes a file nowhere."""
    value, kind = option.get("value"), option.get("type")
    resolved: Mapping[str, Any] = data.get("resolved") or {}
    if kind == OptionType.ATTACHMENT:
        return _file(resolved["attachments"][str(value)])
    if kind in set(OptionType):
        return _chosen(str(value), resolved)
    return value


def _chosen(value: str, resolved: Mapping[str, Any]) -> Chosen:
    for kind in ("roles", "channels", "users"):
        found = (resolved.get(kind) or {}).get(value)
        if found is not None:
            name = found.get("global_name") or found.get("name") or found.get("username") or ""
            return Chosen(id=int(value), name=str(name), is_role=kind == "roles")
    return Chosen(id=int(value))


def _file(attachment: Mapping[str, Any]) -> GivenFile:
    return GivenFile(
        name=str(attachment["filename"]), size=int(attachment["size"]), url=str(attachment["url"])
    )
