"""A human uses a command: by typing it, or from the menu of a member or a message."""

from collections.abc import Mapping, Sequence
from typing import Any

from app.sandbox.world.channels import Channel
from app.sandbox.world.commands import NESTING, Command, CommandType, OptionType
from app.sandbox.world.forms.reading import Wrong
from app.sandbox.world.guild import Guild
from app.sandbox.world.interactions import Interaction, InteractionType
from app.sandbox.world.operations.interacting.beginning import begin
from app.sandbox.world.operations.interacting.offering import find_offered, require_present
from app.sandbox.world.operations.interacting.option_values import Option, option_value
from app.sandbox.world.operations.messaging.finding import find_message
from app.sandbox.world.payloads.resolved import Named, resolved_payload
from app.sandbox.world.refusals import Refusal, invalid_form, leaf, unknown_member
from app.sandbox.world.world import World


def use_command(
    world: World,
    guild: Guild,
    channel: Channel,
    user_id: int,
    path: Sequence[str],
    values: Mapping[str, Any],
    application_id: int | None = None,
) -> Interaction:
    """`path` is the name, with subcommand group and subcommand behind it where there are any.

    Values are text, numbers, booleans, and ids as text or numbers. What Discord's client would not
    let be sent is refused: unknown and missing options, values that do not fit.
    """
    command, options = _named(world, guild, channel, user_id, path, application_id)
    sent, named = _sent(world, guild, options, values)
    data = _data(command, _nested(path[1:], sent))
    resolved = resolved_payload(world, guild, channel, named, user_id, command.application_id)
    if resolved:
        data["resolved"] = resolved
    return _begin(world, guild, channel, user_id, command, InteractionType.COMMAND, data, path)


def ask_choices(
    world: World,
    guild: Guild,
    channel: Channel,
    user_id: int,
    path: Sequence[str],
    values: Mapping[str, Any],
    focused: str,
    application_id: int | None = None,
) -> Interaction:
    """The human types into `focused`, whose text so far is among the values.

    Nothing is checked but that there is such an option: an application gets half-typed values.
    """
    command, options = _named(world, guild, channel, user_id, path, application_id)
    option = next((each for each in options if each["name"] == focused), None)
    if option is None or not option.get("autocomplete"):
        raise Refusal(400, 50035, f"The option {focused} has no autocomplete.")
    sent = [
        {"name": each["name"], "type": each["type"], "value": values[each["name"]]}
        for each in options
        if each["name"] in values and each is not option
    ]
    typed = str(values.get(focused, ""))
    sent.append({"name": focused, "type": option["type"], "value": typed, "focused": True})
    data = _data(command, _nested(path[1:], sent))
    kind = InteractionType.AUTOCOMPLETE
    return _begin(world, guild, channel, user_id, command, kind, data, path)


def use_menu(
    world: World, guild: Guild, channel: Channel, user_id: int, name: str, target_id: int
) -> Interaction:
    """A command of a member's or a message's menu."""
    member = require_present(world, guild, channel, user_id)
    if target_id in guild.members:
        kind, named = CommandType.USER, Named(users=[target_id])
    elif target_id in world.users:
        raise unknown_member()
    else:
        message = find_message(guild, channel, target_id)
        kind, named = CommandType.MESSAGE, Named(messages=[message])
    command = find_offered(world, guild, channel, member, kind, name)
    data = _data(command, []) | {
        "target_id": str(target_id),
        "resolved": resolved_payload(world, guild, channel, named, user_id, command.application_id),
    }
    return _begin(world, guild, channel, user_id, command, InteractionType.COMMAND, data, (name,))


def _named(
    world: World,
    guild: Guild,
    channel: Channel,
    user_id: int,
    path: Sequence[str],
    application_id: int | None,
) -> tuple[Command, Sequence[Option]]:
    """The command, and the options that the end of the path has."""
    member = require_present(world, guild, channel, user_id)
    kind = CommandType.CHAT_INPUT
    command = find_offered(world, guild, channel, member, kind, path[0], application_id)
    options: Sequence[Option] = command.options
    for name in path[1:]:
        inside = [each for each in options if each["name"] == name and each["type"] in NESTING]
        if not inside:
            raise Refusal(404, 10063, f"/{' '.join(path)} is not a command: there is no {name}.")
        options = inside[0].get("options", [])
    if any(each["type"] in NESTING for each in options):
        raise Refusal(400, 50035, f"/{' '.join(path)} needs the name of a subcommand.")
    return command, options


def _sent(
    world: World, guild: Guild, options: Sequence[Option], values: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], Named]:
    named, sent = Named(), []
    known = {each["name"] for each in options}
    wrong = {
        name: leaf("UNKNOWN_OPTION", "There is no such option.") for name in values.keys() - known
    }
    for option in options:
        name = option["name"]
        if name not in values:
            if option.get("required"):
                wrong[name] = leaf("BASE_TYPE_REQUIRED", "This option is required.")
            continue
        try:
            value, its = option_value(world, guild, option, values[name])
        except Wrong as error:
            wrong[name] = dict(error.tree)
            continue
        named.add(its)
        sent.append({"name": name, "type": option["type"], "value": value})
    if wrong:
        raise invalid_form(wrong)
    return sent, named


def _nested(names: Sequence[str], sent: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The values inside their subcommand, and that inside its group."""
    found = sent
    for depth, name in reversed(list(enumerate(names))):
        is_group = depth == 0 and len(names) > 1
        kind = OptionType.SUB_COMMAND_GROUP if is_group else OptionType.SUB_COMMAND
        found = [{"name": name, "type": int(kind), "options": found}]
    return found


def _data(command: Command, options: list[dict[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": str(command.id),
        "name": command.name,
        "type": int(command.type),
    }
    if command.guild_id is not None:
        found["guild_id"] = str(command.guild_id)
    if options:
        found["options"] = options
    return found


def _begin(
    world: World,
    guild: Guild,
    channel: Channel,
    user_id: int,
    command: Command,
    type: InteractionType,
    data: dict[str, Any],
    path: Sequence[str],
) -> Interaction:
    name = " ".join(path)
    application_id = command.application_id
    return begin(world, guild, channel, user_id, application_id, type, data, command_name=name)
