"""Values that a human gives to a command's options, checked as Discord's client does."""

from collections.abc import Mapping
from typing import Any

from app.sandbox.world.channels import Channel
from app.sandbox.world.commands import OptionType
from app.sandbox.world.files import StoredFile
from app.sandbox.world.forms.reading import Wrong, snowflake
from app.sandbox.world.guild import Guild
from app.sandbox.world.payloads.resolved import Named
from app.sandbox.world.world import World

type Option = Mapping[str, Any]

LONGEST = 6000
_LARGEST = 1 << 53


def option_value(
    world: World, guild: Guild, option: Option, value: Any
) -> tuple[str | int | float | bool, Named]:
    """As it goes to the application, and what it names. Raises Wrong."""
    kind = OptionType(option["type"])
    if kind is OptionType.STRING:
        return _string(option, value), Named()
    if kind in (OptionType.INTEGER, OptionType.NUMBER):
        return _number(option, value, whole=kind is OptionType.INTEGER), Named()
    if kind is OptionType.BOOLEAN:
        if not isinstance(value, bool):
            raise Wrong.of("BOOLEAN_TYPE_CONVERT", "Must be either true or false.")
        return value, Named()
    if kind is OptionType.ATTACHMENT:
        file = _file(world, value)
        return str(file.id), Named(files=[file])
    found = snowflake(value)
    return str(found), _named(world, guild, option, kind, found)


def named_entity(
    world: World, guild: Guild, kind: OptionType, id: int, channel_types: list[int] | None = None
) -> Named:
    """One of the users, roles or channels that there are. Raises Wrong."""
    users = kind in (OptionType.USER, OptionType.MENTIONABLE)
    if users and id in world.users:
        return Named(users=[id])
    if kind in (OptionType.ROLE, OptionType.MENTIONABLE) and id in guild.roles:
        return Named(roles=[id])
    channel = guild.channels.get(id) if kind is OptionType.CHANNEL else None
    if channel is not None and _fits(channel, channel_types):
        return Named(channels=[id])
    raise Wrong.of("BASE_TYPE_CHOICES", "That cannot be chosen here.")


def _named(world: World, guild: Guild, option: Option, kind: OptionType, id: int) -> Named:
    return named_entity(world, guild, kind, id, option.get("channel_types"))


def _fits(channel: Channel, types: list[int] | None) -> bool:
    return not types or int(channel.type) in types


def _string(option: Option, value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong.of("STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
    low, high = option.get("min_length") or 0, option.get("max_length") or LONGEST
    if not low <= len(value) <= high:
        raise Wrong.of("BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")
    _require_choice(option, value)
    return value


def _number(option: Option, value: Any, *, whole: bool) -> int | float:
    kinds = int if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds):
        raise Wrong.of("NUMBER_TYPE_COERCE", f'Value "{value}" is not a number that fits.')
    low, high = option.get("min_value", -_LARGEST), option.get("max_value", _LARGEST)
    if not low <= value <= high:
        raise Wrong.of("NUMBER_TYPE_MAX", f"Must be between {low} and {high}.")
    _require_choice(option, value)
    return value


def _require_choice(option: Option, value: Any) -> None:
    choices = option.get("choices")
    if choices and value not in [each["value"] for each in choices]:
        raise Wrong.of("BASE_TYPE_CHOICES", "Choose one of the choices.")


def _file(world: World, value: Any) -> StoredFile:
    """An id that an upload was given."""
    file = world.files.get(snowflake(value))
    if file is None:
        raise Wrong.of("BASE_TYPE_REQUIRED", "Upload a file.")
    return file
