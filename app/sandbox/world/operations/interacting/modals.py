"""A human fills in the modal that a bot has opened, or closes it."""

from collections.abc import Mapping
from typing import Any

from app.sandbox.world.forms.component_trees import every_component
from app.sandbox.world.forms.components import SELECTS, ComponentType
from app.sandbox.world.forms.modals import LONGEST_INPUT
from app.sandbox.world.forms.reading import Wrong
from app.sandbox.world.guild import Guild
from app.sandbox.world.interactions import Interaction, InteractionType, Modal
from app.sandbox.world.operations.interacting.beginning import begin, tell_progress
from app.sandbox.world.operations.interacting.offering import require_present
from app.sandbox.world.operations.interacting.touching import chosen_values
from app.sandbox.world.payloads.resolved import Named, resolved_payload
from app.sandbox.world.refusals import (
    Refusal,
    invalid_form,
    leaf,
    unknown_channel,
    unknown_interaction,
)
from app.sandbox.world.world import World


def submit_modal(
    world: World, user_id: int, interaction_id: int, values: Mapping[str, Any]
) -> Interaction:
    """`values` by custom id: text of inputs, lists for selects. What is left out keeps its
    prefilled text, or is empty.
    """
    opened = _open(world, user_id, interaction_id)
    modal = opened.modal
    guild = world.guild(opened.guild_id)
    channel = guild.channels.get(opened.channel_id)
    if modal is None or channel is None:
        raise unknown_channel()
    require_present(world, guild, channel, user_id)
    filled, named = _filled(world, guild, modal, values)
    data: dict[str, Any] = {"custom_id": modal.custom_id, "components": filled}
    application_id = opened.application_id
    resolved = resolved_payload(world, guild, channel, named, user_id, application_id)
    if resolved:
        data["resolved"] = resolved
    source = guild.messages_in(channel.id).get(opened.source_message_id or 0)
    opened.modal_open = False
    kind = InteractionType.MODAL_SUBMIT
    return begin(
        world, guild, channel, user_id, application_id, kind, data, source=source, cause=opened
    )


def close_modal(world: World, user_id: int, interaction_id: int) -> None:
    """Nobody is told: the application waits in vain, as at Discord."""
    opened = _open(world, user_id, interaction_id)
    opened.modal_open = False
    tell_progress(world, opened)


def _open(world: World, user_id: int, interaction_id: int) -> Interaction:
    interaction = world.interactions.by_id.get(interaction_id)
    if interaction is None or interaction.user_id != user_id:
        raise unknown_interaction()
    if not interaction.modal_open:
        raise Refusal(400, 50035, "No modal is open.")
    return interaction


def _filled(
    world: World, guild: Guild, modal: Modal, values: Mapping[str, Any]
) -> tuple[list[dict[str, Any]], Named]:
    named = Named()
    wrong: dict[str, Any] = {}
    inputs = [each for each in every_component(modal.components) if "custom_id" in each]
    for name in values.keys() - {each["custom_id"] for each in inputs}:
        wrong[name] = leaf("UNKNOWN_COMPONENT", "The modal has no such input.")
    answers: dict[int, dict[str, Any]] = {}
    for each in inputs:
        try:
            answers[each["id"]], its = _answer(world, guild, each, values.get(each["custom_id"]))
            named.add(its)
        except Wrong as error:
            wrong[each["custom_id"]] = dict(error.tree)
    if wrong:
        raise invalid_form(wrong)
    return [_shaped(each, answers) for each in modal.components], named


def _answer(
    world: World, guild: Guild, component: dict[str, Any], value: Any
) -> tuple[dict[str, Any], Named]:
    found = {key: component[key] for key in ("type", "id", "custom_id")}
    if component["type"] in SELECTS:
        chosen = value if isinstance(value, list) else []
        if not chosen and component.get("required") is False:
            return found | {"values": []}, Named()
        values, named = chosen_values(world, guild, component, chosen)
        return found | {"values": values}, named
    text = component.get("value", "") if value is None else value
    _require_fitting(component, text)
    return found | {"value": text}, Named()


def _require_fitting(component: dict[str, Any], text: Any) -> None:
    if not isinstance(text, str):
        raise Wrong.of("STRING_TYPE_CONVERT", f'Could not interpret "{text}" as string.')
    if not text:
        if component["required"]:
            raise Wrong.of("BASE_TYPE_REQUIRED", "This field is required")
        return
    low, high = component.get("min_length") or 0, component.get("max_length") or LONGEST_INPUT
    if not low <= len(text) <= high:
        raise Wrong.of("BASE_TYPE_BAD_LENGTH", f"Must be between {low} and {high} in length.")


def _shaped(component: dict[str, Any], answers: Mapping[int, dict[str, Any]]) -> dict[str, Any]:
    """As the modal is laid out: rows around inputs, labels around theirs."""
    found = {"type": component["type"], "id": component["id"]}
    if component["type"] == ComponentType.ACTION_ROW:
        inside = [answers[each["id"]] for each in component["components"]]
        return found | {"components": inside}
    if component["type"] == ComponentType.LABEL:
        return found | {"component": answers[component["component"]["id"]]}
    return found
