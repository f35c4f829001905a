"""/guilds/{id}/members."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.queries import query_number, query_snowflake
from app.sandbox.rest.routes import Routes
from app.sandbox.world.member_search import members_starting_with
from app.sandbox.world.members import Member
from app.sandbox.world.operations.member_roles import give_role, take_role
from app.sandbox.world.operations.members import edit_member, edit_own_nick, find_member
from app.sandbox.world.operations.membership import kick
from app.sandbox.world.payloads.members import member_payload
from app.sandbox.world.refusals import invalid_field, missing_access
from app.sandbox.world.users import Intent

routes = Routes()

MAX_PAGE = 1000
MAX_QUERY = 100


@routes.get("/guilds/{guild_id}/members")
def list_members(call: Call) -> Reply:
    """By id; only for applications with the privileged intent."""
    guild = call.guild()
    if not call.application.intents & Intent.GUILD_MEMBERS:
        raise missing_access()
    limit = query_number(call, "limit", 1, MAX_PAGE, otherwise=1)
    after = query_snowflake(call, "after") or 0
    page = sorted(user_id for user_id in guild.members if user_id > after)[:limit]
    return Reply(body=[_payload(call, guild.members[user_id]) for user_id in page])


@routes.get("/guilds/{guild_id}/members/search")
def search_members(call: Call) -> Reply:
    guild = call.guild()
    query = call.incoming.query.get("query", "")
    if not query:
        raise invalid_field("query", "BASE_TYPE_REQUIRED", "This field is required")
    if len(query) > MAX_QUERY:
        message = f"Must be between 1 and {MAX_QUERY} in length."
        raise invalid_field("query", "BASE_TYPE_BAD_LENGTH", message)
    limit = query_number(call, "limit", 1, MAX_PAGE, otherwise=1)
    found = members_starting_with(call.world, guild, query)[:limit]
    return Reply(body=[_payload(call, member) for member in found])


@routes.get("/guilds/{guild_id}/members/{user_id}")
def get_member(call: Call) -> Reply:
    return Reply(body=_payload(call, find_member(call.guild(), call.id("user_id"))))


@routes.patch("/guilds/{guild_id}/members/@me")
def patch_own_member(call: Call) -> Reply:
    member = edit_own_nick(call.world, call.guild(), call.actor(), call.form())
    return Reply(body=_payload(call, member))


@routes.patch("/guilds/{guild_id}/members/{user_id}")
def patch_member(call: Call) -> Reply:
    member = edit_member(call.world, call.guild(), call.actor(), call.id("user_id"), call.form())
    return Reply(body=_payload(call, member))


@routes.delete("/guilds/{guild_id}/members/{user_id}")
def remove_member(call: Call) -> Reply:
    kick(call.world, call.guild(), call.actor(), call.id("user_id"))
    return Reply(204)


@routes.put("/guilds/{guild_id}/members/{user_id}/roles/{role_id}")
def put_member_role(call: Call) -> Reply:
    guild = call.guild()
    member = find_member(guild, call.id("user_id"))
    give_role(call.world, guild, call.actor(), member, call.id("role_id"))
    return Reply(204)


@routes.delete("/guilds/{guild_id}/members/{user_id}/roles/{role_id}")
def remove_member_role(call: Call) -> Reply:
    guild = call.guild()
    member = find_member(guild, call.id("user_id"))
    take_role(call.world, guild, call.actor(), member, call.id("role_id"))
    return Reply(204)


def _payload(call: Call, member: Member) -> dict[str, object]:
    return member_payload(member, call.world.users[member.user_id])
