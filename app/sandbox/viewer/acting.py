"""A chosen member uses commands and touches messages: the page's routes, and those of tests."""

from typing import Annotated, Any

from fastapi import APIRouter, Body

from app.sandbox.viewer.conversation import commands_view
from app.sandbox.viewer.hands import place_called, snowflake
from app.sandbox.viewer.interaction_view import interaction_view
from app.sandbox.world.operations.interacting.touching import press, select
from app.sandbox.world.operations.interacting.using import ask_choices, use_command, use_menu
from app.sandbox.world.refusals import invalid_field
from app.sandbox.world.world import World

type Form = Annotated[dict[str, Any], Body()]


def acting_routes(world: World) -> APIRouter:
    routes = APIRouter(prefix="/sandbox/guilds/{guild_id}/channels/{channel_id}/as/{user_id}")

    @routes.get("/commands")
    async def list_commands(guild_id: str, channel_id: str, user_id: str) -> list[dict[str, Any]]:
        return commands_view(world, *place_called(world, guild_id, channel_id, user_id))

    @routes.post("/commands", status_code=201)
    async def use(guild_id: str, channel_id: str, user_id: str, form: Form) -> dict[str, Any]:
        """`path` as typed without the slash ("drift list"), `options` by name.

        With `focused`, the member is still typing that option: choices are asked for.
        """
        place = place_called(world, guild_id, channel_id, user_id)
        path = _words(form)
        options, application_id = form.get("options") or {}, form.get("application_id")
        of = None if application_id is None else snowflake(str(application_id))
        if form.get("focused") is not None:
            asked = ask_choices(world, *place, path, options, str(form["focused"]), of)
            return interaction_view(world, asked)
        return interaction_view(world, use_command(world, *place, path, options, of))

    @routes.post("/menus", status_code=201)
    async def use_a_menu(
        guild_id: str, channel_id: str, user_id: str, form: Form
    ) -> dict[str, Any]:
        """`name` of the command, `target_id` of the member or the message."""
        place = place_called(world, guild_id, channel_id, user_id)
        name, target = str(form.get("name", "")), snowflake(str(form.get("target_id")))
        return interaction_view(world, use_menu(world, *place, name, target))

    @routes.post("/messages/{message_id}/components", status_code=201)
    async def touch(
        guild_id: str, channel_id: str, user_id: str, message_id: str, form: Form
    ) -> dict[str, Any]:
        """`custom_id` of a button; with `values`, of a select."""
        place = place_called(world, guild_id, channel_id, user_id)
        found, custom_id = snowflake(message_id), str(form.get("custom_id", ""))
        if form.get("values") is None:
            return interaction_view(world, press(world, *place, found, custom_id))
        chosen = select(world, *place, found, custom_id, form["values"])
        return interaction_view(world, chosen)

    return routes


def _words(form: dict[str, Any]) -> list[str]:
    words = str(form.get("path", "")).removeprefix("/").split()
    if not words:
        raise invalid_field("path", "BASE_TYPE_REQUIRED", "Say which command.")
    return words
