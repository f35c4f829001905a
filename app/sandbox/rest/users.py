"""/users."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.queries import query_flag, query_number, query_snowflake
from app.sandbox.rest.routes import Routes
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.membership import leave
from app.sandbox.world.payloads.users import own_user_payload, user_payload
from app.sandbox.world.permissions import guild_permissions
from app.sandbox.world.refusals import unknown_user

routes = Routes()

MAX_PAGE = 200


@routes.get("/users/@me", scopes=("identify",))
def get_own_user(call: Call) -> Reply:
    grant = call.authenticated.grant
    email = grant is None or "email" in grant.consent.scopes
    return Reply(body=own_user_payload(call.world.users[call.user_id], email=email))


@routes.get("/users/@me/guilds", scopes=("guilds",))
def list_own_guilds(call: Call) -> Reply:
    """By id; with `before`, those right before it."""
    limit = query_number(call, "limit", 1, MAX_PAGE, otherwise=MAX_PAGE)
    before, after = query_snowflake(call, "before"), query_snowflake(call, "after")
    guilds = sorted(call.world.guilds_of(call.user_id), key=lambda guild: guild.id)
    if before is not None:
        page = [guild for guild in guilds if guild.id < before][-limit:]
    else:
        page = [guild for guild in guilds if guild.id > (after or 0)][:limit]
    return Reply(body=[_partial(call, guild) for guild in page])


@routes.delete("/users/@me/guilds/{guild_id}")
def leave_guild(call: Call) -> Reply:
    leave(call.world, call.guild(), call.user_id)
    return Reply(204)


@routes.get("/users/{user_id}")
def get_user(call: Call) -> Reply:
    user = call.world.users.get(call.id("user_id"))
    if user is None:
        raise unknown_user()
    return Reply(body=user_payload(user))


def _partial(call: Call, guild: Guild) -> dict[str, object]:
    member = guild.members[call.user_id]
    found: dict[str, object] = {
        "id": str(guild.id),
        "name": guild.name,
        "icon": guild.icon,
        "banner": guild.banner,
        "owner": guild.owner_id == call.user_id,
        "permissions": str(guild_permissions(guild, member, call.world.now())),
        "features": sorted(guild.features),
    }
    if query_flag(call, "with_counts"):
        found["approximate_member_count"] = len(guild.members)
        found["approximate_presence_count"] = len(guild.members)
    return found
