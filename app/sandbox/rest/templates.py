"""/guilds/{id}/templates and /guilds/templates/{code}: to read."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.routes import Routes
from app.sandbox.world.operations.rights import require_in_guild
from app.sandbox.world.payloads.templates import template_payload
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import unknown_template

routes = Routes()


@routes.get("/guilds/{guild_id}/templates")
def list_templates(call: Call) -> Reply:
    guild = call.guild()
    require_in_guild(call.world, guild, call.actor(), Permission.MANAGE_GUILD)
    users = call.world.users
    return Reply(
        body=[
            template_payload(template, users.get(template.creator_id))
            for template in guild.templates.values()
        ]
    )


@routes.get("/guilds/templates/{code}", open=True)
def get_template(call: Call) -> Reply:
    """For anybody who knows the code."""
    code = call.incoming.path_params["code"]
    for guild in call.world.guilds.values():
        template = guild.templates.get(code)
        if template is not None:
            creator = call.world.users.get(template.creator_id)
            return Reply(body=template_payload(template, creator))
    raise unknown_template()
