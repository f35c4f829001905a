"""The application's first answer to an interaction."""

from collections.abc import Mapping
from typing import Any

from app.sandbox.world.channels import Channel
from app.sandbox.world.commands import OptionType
from app.sandbox.world.forms.modals import MODAL_FIELDS, MODAL_REQUIRED
from app.sandbox.world.forms.reading import Reader, Wrong, form, listed, read, text
from app.sandbox.world.guild import Guild
from app.sandbox.world.interactions import (
    CallbackType,
    Interaction,
    InteractionType,
    Modal,
)
from app.sandbox.world.messages import Message
from app.sandbox.world.operations.interacting.beginning import tell_progress
from app.sandbox.world.operations.interacting.responding import (
    edit_response,
    place_of,
    send_loading,
    send_response,
)
from app.sandbox.world.operations.messaging.attaching import Uploads
from app.sandbox.world.refusals import (
    Refusal,
    invalid_field,
    invalid_form,
    unknown_interaction,
    unknown_message,
)
from app.sandbox.world.world import World

MOST_CHOICES = 25

_C = CallbackType
_ALLOWED = {
    InteractionType.COMMAND: (_C.MESSAGE, _C.DEFERRED_MESSAGE, _C.MODAL),
    InteractionType.AUTOCOMPLETE: (_C.AUTOCOMPLETE,),
    InteractionType.COMPONENT: (
        _C.MESSAGE,
        _C.DEFERRED_MESSAGE,
        _C.DEFERRED_UPDATE,
        _C.UPDATE_MESSAGE,
        _C.MODAL,
    ),
    InteractionType.MODAL_SUBMIT: (_C.MESSAGE, _C.DEFERRED_MESSAGE),
}
_FROM_A_MESSAGE = (_C.DEFERRED_UPDATE, _C.UPDATE_MESSAGE)


def answer(
    world: World, interaction_id: int, token: str, body: Mapping[str, Any], uploads: Uploads
) -> tuple[Interaction, Message | None]:
    """10062 after three seconds, 40060 for a second answer. A form that is refused answers
    nothing: the application may try again.
    """
    interaction = world.interactions.by_id.get(interaction_id)
    if interaction is None or interaction.token != token:
        raise unknown_interaction()
    if interaction.callback is not None:
        raise Refusal(400, 40060, "Interaction has already been acknowledged.")
    if interaction.has_failed(world.now()):
        raise unknown_interaction()
    kind = _kind(interaction, body)
    data = body.get("data")
    message = _carry_out(world, interaction, kind, {} if data is None else data, uploads)
    interaction.callback, interaction.answered_at = kind, world.now()
    if message is not None:
        interaction.original_message_id = message.id
    tell_progress(world, interaction)
    return interaction, message


def _kind(interaction: Interaction, body: Mapping[str, Any]) -> CallbackType:
    allowed = _ALLOWED[interaction.type]
    if interaction.type is InteractionType.MODAL_SUBMIT and interaction.source_message_id:
        allowed = (*allowed, *_FROM_A_MESSAGE)
    sent = body.get("type")
    if isinstance(sent, bool) or sent not in allowed:
        listing = ", ".join(str(int(each)) for each in allowed)
        raise invalid_field("type", "BASE_TYPE_CHOICES", f"Value must be one of {{{listing}}}.")
    return CallbackType(sent)


def _carry_out(
    world: World, interaction: Interaction, kind: CallbackType, data: Any, uploads: Uploads
) -> Message | None:
    """The message that came of it, or that it is about."""
    try:
        match kind:
            case _C.MESSAGE:
                return send_response(world, interaction, data, uploads)
            case _C.DEFERRED_MESSAGE:
                return send_loading(world, interaction, data)
            case _C.DEFERRED_UPDATE:
                return _source_of(world, interaction)[2]
            case _C.UPDATE_MESSAGE:
                guild, channel, message = _source_of(world, interaction)
                return edit_response(world, guild, channel, message, data, uploads)
            case _C.AUTOCOMPLETE:
                interaction.choices = _choices(interaction, data)
            case _:
                interaction.modal = _modal(data)
                interaction.modal_open = True
    except Refusal as refusal:
        if refusal.errors is None:
            raise
        raise invalid_form({"data": refusal.errors}) from None
    return None


def _choices(interaction: Interaction, data: object) -> list[dict[str, Any]]:
    option = _focused(interaction.data.get("options", ()))
    choice = form({"name": text(1, 100), "value": _choice_value(option)}, ("name", "value"))
    found: list[dict[str, Any]] = read(data, {"choices": listed(choice)}, ("choices",))["choices"]
    if len(found) > MOST_CHOICES:
        message = f"Must be {MOST_CHOICES} or fewer in length."
        raise invalid_field("choices", "BASE_TYPE_MAX_LENGTH", message)
    return found


def _modal(data: object) -> Modal:
    values = read(data, MODAL_FIELDS, MODAL_REQUIRED)
    return Modal(values["custom_id"], values["title"], values["components"])


def _source_of(world: World, interaction: Interaction) -> tuple[Guild, Channel, Message]:
    guild, channel = place_of(world, interaction)
    message = guild.messages_in(channel.id).get(interaction.source_message_id or 0)
    if message is None:
        raise unknown_message()
    return guild, channel, message


def _focused(options: Any) -> Mapping[str, Any]:
    for each in options:
        if each.get("focused"):
            found: Mapping[str, Any] = each
            return found
        if "options" in each:
            return _focused(each["options"])
    return {}


def _choice_value(option: Mapping[str, Any]) -> Reader:
    if option.get("type") == OptionType.STRING:
        return text(1, 100)

    def read_number(value: Any) -> int | float:
        whole = option.get("type") == OptionType.INTEGER
        kinds = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds):
            raise Wrong.of("NUMBER_TYPE_COERCE", f'Value "{value}" is not a number that fits.')
        return value

    return read_number
