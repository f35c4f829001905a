"""Application commands: what applications offer to people, everywhere or in one guild."""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any


class CommandType(IntEnum):
    CHAT_INPUT = 1
    USER = 2
    MESSAGE = 3


class OptionType(IntEnum):
    SUB_COMMAND = 1
    SUB_COMMAND_GROUP = 2
    STRING = 3
    INTEGER = 4
    BOOLEAN = 5
    USER = 6
    CHANNEL = 7
    ROLE = 8
    MENTIONABLE = 9
    NUMBER = 10
    ATTACHMENT = 11


NESTING = frozenset({OptionType.SUB_COMMAND, OptionType.SUB_COMMAND_GROUP})


@dataclass(slots=True)
class Command:
    """`options` are kept as Discord's answers show them. `guild_id` None is a global command.

    `default_member_permissions` None lets everybody use it, 0 administrators only.
    """

    id: int
    application_id: int
    version: int
    type: CommandType
    name: str
    description: str = ""
    guild_id: int | None = None
    name_localizations: dict[str, str] | None = None
    description_localizations: dict[str, str] | None = None
    options: list[dict[str, Any]] = field(default_factory=list)
    default_member_permissions: int | None = None
    dm_permission: bool = True
    contexts: list[int] | None = None
    integration_types: list[int] = field(default_factory=lambda: [0])
    nsfw: bool = False


@dataclass(frozen=True, slots=True)
class CommandPermission:
    """`type` 1 is a role, 2 a user, 3 a channel, as Discord counts them."""

    id: int
    type: int
    permission: bool


@dataclass(slots=True)
class CommandBook:
    """Commands by application and guild (None is everywhere), then by id.

    `created` holds the moments of creations, for the daily limit. `permissions` are the edits that
    a guild's administrators made to a command, by guild and command.
    """

    commands: dict[tuple[int, int | None], dict[int, Command]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    created: dict[tuple[int, int | None], list[float]] = field(
        default_factory=lambda: defaultdict(list)
    )
    permissions: dict[tuple[int, int], list[CommandPermission]] = field(default_factory=dict)

    def of(self, application_id: int, guild_id: int | None) -> dict[int, Command]:
        return self.commands[application_id, guild_id]

    def offered_in(self, application_id: int, guild_id: int) -> list[Command]:
        """The guild's own before the global ones, which they hide where name and kind agree."""
        found: dict[tuple[int, str], Command] = {}
        for scope in (guild_id, None):
            for command in self.of(application_id, scope).values():
                found.setdefault((command.type, command.name), command)
        return list(found.values())
