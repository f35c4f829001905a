"""A human touches what is in a message: buttons and selects."""

from collections.abc import Collection, Sequence
from typing import Any

from app.sandbox.world.channels import Channel
from app.sandbox.world.commands import OptionType
from app.sandbox.world.forms.component_trees import every_component
from app.sandbox.world.forms.components import SELECTS, ComponentType
from app.sandbox.world.forms.reading import Wrong, snowflake
from app.sandbox.world.guild import Guild
from app.sandbox.world.interactions import Interaction, InteractionType
from app.sandbox.world.messages import Message
from app.sandbox.world.operations.interacting.beginning import begin
from app.sandbox.world.operations.interacting.offering import require_present
from app.sandbox.world.operations.interacting.option_values import named_entity
from app.sandbox.world.payloads.resolved import Named, resolved_payload
from app.sandbox.world.refusals import Refusal, invalid_field, unknown_message
from app.sandbox.world.world import World

_CHOSEN_FROM = {
    ComponentType.USER_SELECT: OptionType.USER,
    ComponentType.ROLE_SELECT: OptionType.ROLE,
    ComponentType.MENTIONABLE_SELECT: OptionType.MENTIONABLE,
    ComponentType.CHANNEL_SELECT: OptionType.CHANNEL,
}


def press(
    world: World,
    guild: Guild,
    channel: Channel,
    user_id: int,
    message_id: int,
    custom_id: str,
) -> Interaction:
    """A button that is not disabled."""
    message = _visible(world, guild, channel, user_id, message_id)
    component = _touched(message, custom_id, {int(ComponentType.BUTTON)})
    return _begin(world, guild, channel, user_id, message, component, {})


def select(
    world: World,
    guild: Guild,
    channel: Channel,
    user_id: int,
    message_id: int,
    custom_id: str,
    values: Sequence[str | int],
) -> Interaction:
    """Values of options, or ids of users, roles and channels."""
    message = _visible(world, guild, channel, user_id, message_id)
    component = _touched(message, custom_id, SELECTS)
    try:
        chosen, named = chosen_values(world, guild, component, values)
    except Wrong as wrong:
        raise invalid_field("values", *_first(wrong)) from None
    data: dict[str, Any] = {"values": chosen}
    application_id = _owner(world, message)
    resolved = resolved_payload(world, guild, channel, named, user_id, application_id)
    if resolved:
        data["resolved"] = resolved
    return _begin(world, guild, channel, user_id, message, component, data)


def chosen_values(
    world: World, guild: Guild, component: dict[str, Any], values: Sequence[str | int]
) -> tuple[list[str], Named]:
    """As they go to the application. Raises Wrong."""
    chosen = [str(each) for each in values]
    low, high = component["min_values"], component["max_values"]
    if not low <= len(chosen) <= high or len(set(chosen)) < len(chosen):
        message = f"Choose between {low} and {high}, each once."
        raise Wrong.of("BASE_TYPE_BAD_LENGTH", message)
    if component["type"] == ComponentType.STRING_SELECT:
        if set(chosen) - {each["value"] for each in component["options"]}:
            raise Wrong.of("BASE_TYPE_CHOICES", "That is none of the options.")
        return chosen, Named()
    kind = _CHOSEN_FROM[ComponentType(component["type"])]
    named = Named()
    for each in chosen:
        types = component.get("channel_types")
        named.add(named_entity(world, guild, kind, snowflake(each), types))
    return chosen, named


def _visible(
    world: World, guild: Guild, channel: Channel, user_id: int, message_id: int
) -> Message:
    """An ephemeral message is there for its own human only."""
    require_present(world, guild, channel, user_id)
    message = guild.messages_in(channel.id).get(message_id)
    if message is None or message.audience not in (None, user_id) or message.dismissed:
        raise unknown_message()
    return message


def _touched(message: Message, custom_id: str, types: Collection[int]) -> dict[str, Any]:
    for each in every_component(message.components):
        if each.get("custom_id") == custom_id and each["type"] in types:
            if each.get("disabled"):
                raise Refusal(400, 50035, "It is disabled.")
            return each
    raise Refusal(404, 50035, f"The message has nothing called {custom_id} that works like that.")


def _owner(world: World, message: Message) -> int:
    """The application that the message is from."""
    application_id = message.application_id or message.author_id
    if application_id not in world.applications:
        raise Refusal(400, 50035, "The message is not from an application.")
    return application_id


def _begin(
    world: World,
    guild: Guild,
    channel: Channel,
    user_id: int,
    message: Message,
    component: dict[str, Any],
    more: dict[str, Any],
) -> Interaction:
    data = {
        "id": component["id"],
        "custom_id": component["custom_id"],
        "component_type": component["type"],
        **more,
    }
    application_id = _owner(world, message)
    kind = InteractionType.COMPONENT
    return begin(world, guild, channel, user_id, application_id, kind, data, source=message)


def _first(wrong: Wrong) -> tuple[str, str]:
    said: Any = wrong.tree["_errors"]
    return said[0]["code"], said[0]["message"]
