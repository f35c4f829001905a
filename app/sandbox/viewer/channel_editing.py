"""Channels by hand: make, change, drag, delete, and switch one permission."""

from typing import Annotated, Any

from fastapi import APIRouter, Body

from app.sandbox.viewer.arranging import channel_positions
from app.sandbox.viewer.hands import channel_called, guild_called, owner, snowflake
from app.sandbox.viewer.switching import switched
from app.sandbox.world.operations.channel_deletion import delete_channel
from app.sandbox.world.operations.channel_positions import sort_channels
from app.sandbox.world.operations.channels import create_channel, edit_channel
from app.sandbox.world.operations.overwrites import delete_overwrite, put_overwrite
from app.sandbox.world.payloads.channels import channel_payload
from app.sandbox.world.world import World

type Form = Annotated[dict[str, Any], Body()]


def channel_routes(world: World) -> APIRouter:
    routes = APIRouter(prefix="/sandbox")

    @routes.post("/guilds/{guild_id}/channels", status_code=201)
    async def make(guild_id: str, form: Form) -> dict[str, Any]:
        guild = guild_called(world, guild_id)
        return channel_payload(create_channel(world, guild, owner(guild), form))

    @routes.patch("/channels/{channel_id}")
    async def change(channel_id: str, form: Form) -> dict[str, Any]:
        guild, channel = channel_called(world, channel_id)
        return channel_payload(edit_channel(world, guild, channel, owner(guild), form))

    @routes.delete("/channels/{channel_id}", status_code=204)
    async def delete(channel_id: str) -> None:
        guild, channel = channel_called(world, channel_id)
        delete_channel(world, guild, channel, owner(guild))

    @routes.post("/channels/{channel_id}/place", status_code=204)
    async def place(channel_id: str, form: Form) -> None:
        """`parent_id` and `before_id`, each an id or null: where a drag let go of it."""
        guild, channel = channel_called(world, channel_id)
        parent_id, before_id = _id_or_none(form, "parent_id"), _id_or_none(form, "before_id")
        entries = channel_positions(guild, channel, parent_id, before_id)
        sort_channels(world, guild, owner(guild), entries)

    @routes.post("/channels/{channel_id}/switch/{target_id}", status_code=204)
    async def switch(channel_id: str, target_id: str, form: Form) -> None:
        """`bit` becomes `allow`, `deny` or `inherit` for a role or a member (`type`)."""
        guild, channel = channel_called(world, channel_id)
        target = snowflake(target_id)
        put_overwrite(world, guild, channel, owner(guild), target, switched(channel, target, form))

    @routes.delete("/channels/{channel_id}/overwrites/{target_id}", status_code=204)
    async def remove_overwrite(channel_id: str, target_id: str) -> None:
        guild, channel = channel_called(world, channel_id)
        delete_overwrite(world, guild, channel, owner(guild), snowflake(target_id))

    return routes


def _id_or_none(form: dict[str, Any], key: str) -> int | None:
    value = form.get(key)
    return None if value is None else snowflake(str(value))
