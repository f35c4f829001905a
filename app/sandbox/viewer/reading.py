"""What the page asks for: the guilds, one of them through somebody's eyes, permissions in words."""

from typing import Any

from fastapi import APIRouter

from app.sandbox.viewer.changes import Changes
from app.sandbox.viewer.guild_view import guild_view
from app.sandbox.viewer.hands import guild_called
from app.sandbox.viewer.people import people
from app.sandbox.viewer.permission_labels import LABELS
from app.sandbox.viewer.viewpoint import viewpoint
from app.sandbox.world.world import World


def reading_routes(world: World, changes: Changes) -> APIRouter:
    routes = APIRouter(prefix="/sandbox")

    @routes.get("/guilds")
    async def list_guilds() -> list[dict[str, Any]]:
        return [
            {"id": str(guild.id), "name": guild.name, "members": len(guild.members)}
            for guild in sorted(world.guilds.values(), key=lambda each: each.name.casefold())
        ]

    @routes.get("/guilds/{guild_id}")
    async def show_guild(guild_id: str, view_as: str = "owner") -> dict[str, Any]:
        guild = guild_called(world, guild_id)
        view = guild_view(world, guild, viewpoint(guild, view_as))
        return view | {"version": changes.version(guild.id)}

    @routes.get("/guilds/{guild_id}/version")
    async def show_version(guild_id: str) -> dict[str, int]:
        """Small, for asking often."""
        return {"version": changes.version(guild_called(world, guild_id).id)}

    @routes.get("/people")
    async def list_people() -> list[dict[str, Any]]:
        """Everybody whom one can be on the consent page; who can do most comes first."""
        return [
            {
                "id": str(person.id),
                "name": person.name,
                "username": person.username,
                "guilds": [
                    {"id": str(place.guild_id), "name": place.name, "standing": place.standing}
                    for place in person.places
                ],
            }
            for person in people(world)
        ]

    @routes.get("/permissions")
    async def list_permissions() -> list[dict[str, str]]:
        return [{"bit": str(int(each.permission)), "label": each.text} for each in LABELS]

    return routes
