"""Applications make, change and delete their commands."""

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from app.sandbox.world.commands import Command, CommandType
from app.sandbox.world.forms.commands import MOST_CHARACTERS, characters, command_fields
from app.sandbox.world.forms.reading import Values, read
from app.sandbox.world.payloads.commands import command_payload
from app.sandbox.world.refusals import (
    Refusal,
    invalid_field,
    invalid_form,
    leaf,
    unknown_command,
)
from app.sandbox.world.users import Application
from app.sandbox.world.world import World

MOST_OF_A_KIND = {CommandType.CHAT_INPUT: 100, CommandType.USER: 15, CommandType.MESSAGE: 15}
_MAXIMUM_CODES = {
    CommandType.CHAT_INPUT: 30032,
    CommandType.USER: 30067,
    CommandType.MESSAGE: 30068,
}
"""The last two are an assumption: the documentation names only the first."""

CREATES_PER_DAY = 200
_DAY_S = 86_400.0


def find_command(
    world: World, application: Application, guild_id: int | None, command_id: int
) -> Command:
    command = world.commands.of(application.id, guild_id).get(command_id)
    if command is None:
        raise unknown_command()
    return command


def put_command(
    world: World, application: Application, guild_id: int | None, body: Mapping[str, Any]
) -> tuple[Command, bool]:
    """Makes the command, or replaces the one of the same name and kind; True where it is new."""
    wanted = _read(world, application, guild_id, body)
    book = world.commands.of(application.id, guild_id)
    existing = _named(book.values(), wanted)
    if existing is not None:
        return _replace(world, existing, wanted), False
    _require_room([*book.values(), wanted])
    _count_creations(world, application, guild_id, 1)
    book[wanted.id] = wanted
    return wanted, True


def edit_command(world: World, command: Command, body: Mapping[str, Any]) -> Command:
    """Only what the form names changes."""
    values = read(body, command_fields(command.type))
    wanted = replace(command)
    _apply(wanted, values)
    _require_size(wanted)
    book = world.commands.of(command.application_id, command.guild_id)
    other = _named(book.values(), wanted)
    if other is not None and other is not command:
        raise _name_taken("name")
    return _replace(world, command, wanted)


def delete_command(world: World, command: Command) -> None:
    del world.commands.of(command.application_id, command.guild_id)[command.id]


def overwrite_commands(
    world: World, application: Application, guild_id: int | None, bodies: Sequence[Any]
) -> list[Command]:
    """These and no others. Commands that keep their name and kind keep their id too."""
    book = world.commands.of(application.id, guild_id)
    wanted = _read_all(world, application, guild_id, bodies)
    _require_room(wanted)
    new = [each for each in wanted if _named(book.values(), each) is None]
    _count_creations(world, application, guild_id, len(new))
    found = []
    for each in wanted:
        existing = _named(book.values(), each)
        found.append(each if existing is None else _replace(world, existing, each))
    book.clear()
    book.update({each.id: each for each in found})
    return found


def _read_all(
    world: World, application: Application, guild_id: int | None, bodies: Sequence[Any]
) -> list[Command]:
    wanted: list[Command] = []
    wrong: dict[str, object] = {}
    for index, body in enumerate(bodies):
        try:
            each = _read(world, application, guild_id, body)
        except Refusal as refusal:
            if refusal.errors is None:
                raise
            wrong[str(index)] = refusal.errors
            continue
        if _named(wanted, each) is not None:
            wrong[str(index)] = _name_taken("name").errors
        wanted.append(each)
    if wrong:
        raise invalid_form(wrong)
    return wanted


def _read(world: World, application: Application, guild_id: int | None, body: object) -> Command:
    if not isinstance(body, Mapping):
        text = "Only dictionaries may be used in a ModelType"
        raise invalid_form(leaf("MODEL_TYPE_CONVERT", text))
    kind = _kind(body)
    required = ("name", "description") if kind is CommandType.CHAT_INPUT else ("name",)
    values = read(body, command_fields(kind), required)
    command_id = world.next_id()
    command = Command(command_id, application.id, command_id, kind, "", guild_id=guild_id)
    _apply(command, values)
    _require_size(command)
    return command


def _kind(body: Mapping[str, Any]) -> CommandType:
    sent = body.get("type")
    if sent is None:
        return CommandType.CHAT_INPUT
    if isinstance(sent, bool) or sent not in tuple(CommandType):
        listing = ", ".join(str(int(each)) for each in CommandType)
        raise invalid_field("type", "BASE_TYPE_CHOICES", f"Value must be one of {{{listing}}}.")
    return CommandType(sent)


_PLAIN = ("name", "name_localizations", "description_localizations", "default_member_permissions")


def _apply(command: Command, values: Values) -> None:
    for key in _PLAIN:
        if key in values:
            setattr(command, key, values[key])
    if "description" in values:
        command.description = values["description"] or ""
    if "options" in values:
        command.options = values["options"] or []
    if values.get("nsfw") is not None:
        command.nsfw = values["nsfw"]
    if values.get("integration_types"):
        command.integration_types = sorted(set(values["integration_types"]))
    if "contexts" in values:
        command.contexts = sorted(set(values["contexts"])) if values["contexts"] else None
        command.dm_permission = command.contexts is None or 1 in command.contexts
    if values.get("dm_permission") is not None and not command.contexts:
        command.dm_permission = values["dm_permission"]


def _require_size(command: Command) -> None:
    if characters(command_payload(command)) > MOST_CHARACTERS:
        text = f"Command exceeds maximum size ({MOST_CHARACTERS})"
        raise invalid_form(leaf("APPLICATION_COMMAND_TOO_LARGE", text))


def _require_room(commands: Sequence[Command]) -> None:
    for kind, most in MOST_OF_A_KIND.items():
        if sum(each.type is kind for each in commands) > most:
            text = f"Maximum number of application commands reached ({most})"
            raise Refusal(400, _MAXIMUM_CODES[kind], text)


def _count_creations(
    world: World, application: Application, guild_id: int | None, count: int
) -> None:
    moments = world.commands.created[application.id, guild_id]
    now = world.now()
    moments[:] = [each for each in moments if each > now - _DAY_S]
    if len(moments) + count > CREATES_PER_DAY:
        text = (
            f"Max number of daily application command creates has been reached ({CREATES_PER_DAY})"
        )
        raise Refusal(400, 30034, text)
    moments.extend([now] * count)


def _replace(world: World, existing: Command, wanted: Command) -> Command:
    """A change brings a new version; what is the same keeps the old one."""
    wanted.id, wanted.version = existing.id, existing.version
    if wanted != existing:
        for each in fields(existing):
            setattr(existing, each.name, getattr(wanted, each.name))
        existing.version = world.next_id()
    return existing


def _named(commands: Any, like: Command) -> Command | None:
    for each in commands:
        if each.name == like.name and each.type is like.type:
            found: Command = each
            return found
    return None


def _name_taken(path: str) -> Refusal:
    text = "Application command names must be unique"
    return invalid_field(path, "APPLICATION_COMMANDS_DUPLICATE_NAME", text)
