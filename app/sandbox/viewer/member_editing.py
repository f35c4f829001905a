"""Members by hand: let in, give and take roles, kick, and let them leave by themselves."""

from typing import Annotated, Any

from fastapi import APIRouter, Body

from app.sandbox.viewer.hands import guild_called, owner, snowflake
from app.sandbox.world.operations.member_roles import give_role, take_role
from app.sandbox.world.operations.members import find_member
from app.sandbox.world.operations.membership import join, kick, leave
from app.sandbox.world.payloads.members import member_payload
from app.sandbox.world.refusals import invalid_field, unknown_user
from app.sandbox.world.world import World

type Form = Annotated[dict[str, Any], Body()]


def member_routes(world: World) -> APIRouter:
    routes = APIRouter(prefix="/sandbox/guilds/{guild_id}/members")

    @routes.post("", status_code=201)
    async def let_in(guild_id: str, form: Form) -> dict[str, Any]:
        """A human accepts an invite: `user_id`. Bots are added on the consent page."""
        guild = guild_called(world, guild_id)
        user = world.users.get(snowflake(str(form.get("user_id"))))
        if user is None or user.bot:
            raise unknown_user()
        if user.id in guild.members:
            raise invalid_field("user_id", "BASE_TYPE_CHOICES", "They are a member already.")
        return member_payload(join(world, guild, user.id), user)

    @routes.delete("/{user_id}", status_code=204)
    async def kick_member(guild_id: str, user_id: str) -> None:
        guild = guild_called(world, guild_id)
        kick(world, guild, owner(guild), snowflake(user_id))

    @routes.post("/{user_id}/leave", status_code=204)
    async def leave_guild(guild_id: str, user_id: str) -> None:
        leave(world, guild_called(world, guild_id), snowflake(user_id))

    @routes.put("/{user_id}/roles/{role_id}", status_code=204)
    async def give(guild_id: str, user_id: str, role_id: str) -> None:
        guild = guild_called(world, guild_id)
        member = find_member(guild, snowflake(user_id))
        give_role(world, guild, owner(guild), member, snowflake(role_id))

    @routes.delete("/{user_id}/roles/{role_id}", status_code=204)
    async def take(guild_id: str, user_id: str, role_id: str) -> None:
        guild = guild_called(world, guild_id)
        member = find_member(guild, snowflake(user_id))
        take_role(world, guild, owner(guild), member, snowflake(role_id))

    return routes
