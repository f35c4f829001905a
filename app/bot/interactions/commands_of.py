"""Which of our commands was used, with what: by name, whatever id Discord gave it."""

import asyncio
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import nextcord

from app.bot.interactions.chosen import chosen_of
from app.bot.interactions.failures import told
from app.bot.interactions.said_payload import said_payload
from app.bot.interactions.used import Used
from app.bot.wording.wording import Wording
from app.shared.domain.errors import DomainError

log = logging.getLogger(__name__)

_CHAT_INPUT = 1
_SUBCOMMAND, _SUBCOMMAND_GROUP = 1, 2
_MOST_CHOICES = 25
_CHOICES_WITHIN_S = 2.0
"""Discord waits for three. Nobody is told why none came: the list stays empty."""

type Options = list[Mapping[str, Any]]
type Command = nextcord.SlashApplicationCommand | nextcord.SlashApplicationSubcommand


@dataclass(frozen=True, slots=True)
class _Found:
    command: Command
    cog: nextcord.ClientCog
    options: Options


class CommandTable:
    """nextcord describes the commands and their options; finding the one that was used is ours.
    nextcord would look for its id, which only a sync of its own tells it, and would take roles and
    channels from its cache."""

    def __init__(self, cogs: Iterable[nextcord.ClientCog], wording: Wording) -> None:
        self._wording = wording
        self._commands: dict[str, tuple[nextcord.SlashApplicationCommand, nextcord.ClientCog]] = {}
        for cog in cogs:
            for command in cog.application_commands:
                if not isinstance(command, nextcord.SlashApplicationCommand):
                    raise TypeError(f"{command.name} is no slash command")
                if command.name in self._commands:
                    raise ValueError(f"two commands /{command.name}")
                self._commands[str(command.name)] = (command, cog)

    def payloads(self) -> list[dict[str, Any]]:
        """As Discord is told of them, in the order of their names."""
        declared = (self._commands[name][0].get_payload(None) for name in sorted(self._commands))
        return [said_payload(one) for one in declared]

    async def promise(self, used: Used) -> None:
        """Says at once that an answer comes: Discord waits three seconds for that and no longer."""
        await used.reply.defer()

    async def run(self, used: Used, data: Mapping[str, Any]) -> None:
        found = self._find(data)
        if found is None:
            await used.reply.send(told(self._wording.command_unknown))
            return
        given = {
            found.command.options[option["name"]].functional_name: chosen_of(option, data)
            for option in found.options
            if option["name"] in found.command.options
        }
        defaults = {
            option.functional_name: option.default for option in found.command.options.values()
        }
        callback: Any = found.command.callback
        await callback(found.cog, used, **{**defaults, **given})

    async def complete(self, used: Used, data: Mapping[str, Any]) -> None:
        choices: list[dict[str, Any]] = []
        try:
            async with asyncio.timeout(_CHOICES_WITHIN_S):
                choices = await self._choices(used, data)
        except (DomainError, TimeoutError) as error:
            log.info("nothing to choose from: %s", error)
        await used.reply.choices(choices[:_MOST_CHOICES])

    async def _choices(self, used: Used, data: Mapping[str, Any]) -> list[dict[str, Any]]:
        found = self._find(data)
        if found is None:
            return []
        typed = {option["name"]: option.get("value", "") for option in found.options}
        focused = next((o["name"] for o in found.options if o.get("focused")), None)
        option = found.command.options.get(focused or "")
        if option is None or option.autocomplete_callback is None:
            return []
        complete: Any = option.autocomplete_callback
        answer: list[dict[str, Any]] = await complete(found.cog, used, str(typed[option.name]))
        return answer

    def _find(self, data: Mapping[str, Any]) -> _Found | None:
        if data.get("type", _CHAT_INPUT) != _CHAT_INPUT:
            return None
        entry = self._commands.get(str(data.get("name")))
        if entry is None:
            return None
        command: Command = entry[0]
        options: Options = list(data.get("options") or ())
        while options and options[0].get("type") in (_SUBCOMMAND, _SUBCOMMAND_GROUP):
            below = command.children.get(str(options[0]["name"]))
            if below is None:
                return None
            command, options = below, list(options[0].get("options") or ())
        return None if command.children else _Found(command, entry[1], options)
