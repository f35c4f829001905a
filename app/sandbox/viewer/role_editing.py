"""Roles by hand: make, change, drag and delete."""

from typing import Annotated, Any

from fastapi import APIRouter, Body

from app.sandbox.viewer.arranging import role_positions
from app.sandbox.viewer.hands import guild_called, owner, snowflake
from app.sandbox.world.operations.role_positions import sort_roles
from app.sandbox.world.operations.roles import create_role, delete_role, edit_role
from app.sandbox.world.payloads.roles import role_payload
from app.sandbox.world.world import World

type Form = Annotated[dict[str, Any], Body()]


def role_routes(world: World) -> APIRouter:
    routes = APIRouter(prefix="/sandbox/guilds/{guild_id}/roles")

    @routes.post("", status_code=201)
    async def make(guild_id: str, form: Form) -> dict[str, Any]:
        guild = guild_called(world, guild_id)
        return role_payload(create_role(world, guild, owner(guild), form))

    @routes.patch("/{role_id}")
    async def change(guild_id: str, role_id: str, form: Form) -> dict[str, Any]:
        guild = guild_called(world, guild_id)
        return role_payload(edit_role(world, guild, owner(guild), snowflake(role_id), form))

    @routes.delete("/{role_id}", status_code=204)
    async def delete(guild_id: str, role_id: str) -> None:
        guild = guild_called(world, guild_id)
        delete_role(world, guild, owner(guild), snowflake(role_id))

    @routes.post("/{role_id}/place", status_code=204)
    async def place(guild_id: str, role_id: str, form: Form) -> None:
        """`before_id`: the role it shall stand right above; null puts it at the bottom."""
        guild = guild_called(world, guild_id)
        before = form.get("before_id")
        before_id = None if before is None else snowflake(str(before))
        entries = role_positions(guild, snowflake(role_id), before_id)
        sort_roles(world, guild, owner(guild), entries)

    return routes
