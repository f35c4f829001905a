"""/guilds/{id}/roles."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.routes import Routes
from app.sandbox.world.operations.role_positions import sort_roles
from app.sandbox.world.operations.roles import create_role, delete_role, edit_role, find_role
from app.sandbox.world.payloads.roles import role_payload

routes = Routes()


@routes.get("/guilds/{guild_id}/roles")
def list_roles(call: Call) -> Reply:
    return Reply(body=[role_payload(role) for role in call.guild().roles.values()])


@routes.post("/guilds/{guild_id}/roles")
def post_role(call: Call) -> Reply:
    role = create_role(call.world, call.guild(), call.actor(), call.form())
    return Reply(body=role_payload(role))


@routes.patch("/guilds/{guild_id}/roles")
def patch_role_positions(call: Call) -> Reply:
    guild = call.guild()
    sort_roles(call.world, guild, call.actor(), call.form_list())
    return Reply(body=[role_payload(role) for role in guild.roles.values()])


@routes.get("/guilds/{guild_id}/roles/member-counts")
def count_members(call: Call) -> Reply:
    """How many members have each role, without @everyone."""
    guild = call.guild()
    counts = {str(role_id): 0 for role_id in guild.roles if role_id != guild.id}
    for member in guild.members.values():
        for role_id in member.roles:
            counts[str(role_id)] += 1
    return Reply(body=counts)


@routes.get("/guilds/{guild_id}/roles/{role_id}")
def get_role(call: Call) -> Reply:
    return Reply(body=role_payload(find_role(call.guild(), call.id("role_id"))))


@routes.patch("/guilds/{guild_id}/roles/{role_id}")
def patch_role(call: Call) -> Reply:
    role = edit_role(call.world, call.guild(), call.actor(), call.id("role_id"), call.form())
    return Reply(body=role_payload(role))


@routes.delete("/guilds/{guild_id}/roles/{role_id}")
def remove_role(call: Call) -> Reply:
    delete_role(call.world, call.guild(), call.actor(), call.id("role_id"))
    return Reply(204)
