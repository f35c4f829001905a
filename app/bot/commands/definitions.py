"""How our commands are declared to nextcord: for servers only, described in English.

`interactions/said_payload` says them in the language that is spoken: a command is declared before
that is known.
"""

import warnings
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any, Concatenate, Self

import nextcord

from app.bot.interactions.used import PressHandler, Used
from app.bot.wording.wording import Wording
from app.shared.domain.permissions.bits import MANAGE_GUILD

type Describe = Callable[[type[Wording]], str]
type Callback = Callable[Concatenate[Any, Used, ...], Awaitable[None]]
type Completion = Callable[[Any, Used, str], Awaitable[list[dict[str, Any]]]]

MANAGERS: int = MANAGE_GUILD
"""Who sees a command before a server's people decide otherwise, in Server Settings →
Integrations. What somebody may do is asked on every use all the same."""


class Commands(nextcord.ClientCog):
    """Some commands that belong together, and the buttons of their messages."""

    def __new__(cls, *args: Any, **kwargs: Any) -> Self:
        with warnings.catch_warnings():
            # nextcord misses an Interaction of its own among the parameters: ours stands there.
            missing = nextcord.MissingApplicationCommandParametersWarning
            warnings.simplefilter("ignore", category=missing)
            made: Self = super().__new__(cls, *args, **kwargs)
            return made

    def presses(self) -> Mapping[str, PressHandler]:
        """Whom a button goes to, by its action."""
        return {}


def command(
    name: str, describe: Describe, *, seen_by: int | None = MANAGERS
) -> Callable[[Callback], nextcord.SlashApplicationCommand]:
    """None for `seen_by`: everybody."""

    def declared(callback: Callback) -> nextcord.SlashApplicationCommand:
        declare: Any = nextcord.slash_command(
            name,
            default_member_permissions=seen_by,
            contexts=[nextcord.InteractionContextType.guild],
            integration_types=[nextcord.IntegrationType.guild_install],
            **_described(describe),
        )
        made: nextcord.SlashApplicationCommand = declare(callback)
        return made

    return declared


def subcommand(
    parent: nextcord.SlashApplicationCommand, name: str, describe: Describe
) -> Callable[[Callback], nextcord.SlashApplicationSubcommand]:
    def declared(callback: Callback) -> nextcord.SlashApplicationSubcommand:
        declare: Any = parent.subcommand(name, **_described(describe))
        made: nextcord.SlashApplicationSubcommand = declare(callback)
        return made

    return declared


def completes(
    parent: nextcord.SlashApplicationCommand | nextcord.SlashApplicationSubcommand, option: str
) -> Callable[[Completion], Completion]:
    """Gives what there is to choose from for an option, by what has been typed of it."""

    def declared(completion: Completion) -> Completion:
        declare: Any = parent.on_autocomplete(option)
        declare(completion)
        return completion

    return declared


def option(
    describe: Describe,
    *,
    name: str | None = None,
    required: bool = False,
    choices: Mapping[str, str] | None = None,
    least: int | None = None,
    most: int | None = None,
    longest: int | None = None,
) -> Any:
    """Stands where a default would. What is not given is None. `choices` are values by sentences
    that are marked by `to_say`."""
    return nextcord.SlashOption(
        name=name,
        required=required,
        choices=None if choices is None else dict(choices),
        min_value=least,
        max_value=most,
        max_length=longest,
        **_described(describe),
    )


def _described(describe: Describe) -> dict[str, Any]:
    return {"description": describe(Wording)}


def matching(
    typed: str, choices: Iterable[tuple[str, str | int]], most: int = 25
) -> list[dict[str, Any]]:
    """Those whose words have what was typed in them, as Discord takes them."""
    wanted = typed.casefold().strip()
    found = [
        {"name": shown[:100], "value": value}
        for shown, value in choices
        if wanted in shown.casefold() or wanted == str(value).casefold()
    ]
    return found[:most]
