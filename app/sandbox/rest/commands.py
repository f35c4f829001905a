"""/applications/{id}/commands, everywhere and in one guild."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.queries import query_flag
from app.sandbox.rest.routes import Routes
from app.sandbox.world.commands import Command
from app.sandbox.world.operations.commanding import (
    delete_command,
    edit_command,
    find_command,
    overwrite_commands,
    put_command,
)
from app.sandbox.world.payloads.commands import command_payload, command_permissions_payload
from app.sandbox.world.refusals import Refusal, missing_access, unknown_application
from app.sandbox.world.users import Application

routes = Routes()

_EVERYWHERE = "/applications/{application_id}/commands"
_IN_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


@routes.get(_IN_GUILD + "/permissions")
def list_command_permissions(call: Call) -> Reply:
    application, guild = _own(call), call.guild()
    offered = _offered(call, application)
    kept = call.world.commands.permissions
    return Reply(
        body=[
            command_permissions_payload(guild.id, command, kept[guild.id, command.id])
            for command in offered
            if kept.get((guild.id, command.id))
        ]
    )


@routes.get(_IN_GUILD + "/{command_id}/permissions")
def get_command_permissions(call: Call) -> Reply:
    """10066 where nobody has edited them."""
    application, guild = _own(call), call.guild()
    command_id = call.id("command_id")
    edits = call.world.commands.permissions.get((guild.id, command_id))
    offered = {each.id: each for each in _offered(call, application)}
    if not edits or command_id not in offered:
        raise Refusal(404, 10066, "Unknown application command permissions")
    return Reply(body=command_permissions_payload(guild.id, offered[command_id], edits))


@routes.get(_EVERYWHERE)
@routes.get(_IN_GUILD)
def list_commands(call: Call) -> Reply:
    application, guild_id = _own(call), _scope(call)
    shown = query_flag(call, "with_localizations")
    found = call.world.commands.of(application.id, guild_id).values()
    return Reply(body=[command_payload(each, with_localizations=shown) for each in found])


@routes.post(_EVERYWHERE)
@routes.post(_IN_GUILD)
def post_command(call: Call) -> Reply:
    """201 for a new one, 200 for one that was replaced."""
    command, is_new = put_command(call.world, _own(call), _scope(call), call.form())
    return Reply(201 if is_new else 200, command_payload(command))


@routes.put(_EVERYWHERE)
@routes.put(_IN_GUILD)
def put_commands(call: Call) -> Reply:
    found = overwrite_commands(call.world, _own(call), _scope(call), call.form_list())
    return Reply(body=[command_payload(each) for each in found])


@routes.get(_EVERYWHERE + "/{command_id}")
@routes.get(_IN_GUILD + "/{command_id}")
def get_command(call: Call) -> Reply:
    return Reply(body=command_payload(_command(call)))


@routes.patch(_EVERYWHERE + "/{command_id}")
@routes.patch(_IN_GUILD + "/{command_id}")
def patch_command(call: Call) -> Reply:
    return Reply(body=command_payload(edit_command(call.world, _command(call), call.form())))


@routes.delete(_EVERYWHERE + "/{command_id}")
@routes.delete(_IN_GUILD + "/{command_id}")
def remove_command(call: Call) -> Reply:
    delete_command(call.world, _command(call))
    return Reply(204)


def _offered(call: Call, application: Application) -> list[Command]:
    """What the application offers in the guild of the path."""
    return call.world.commands.offered_in(application.id, call.id("guild_id"))


def _command(call: Call) -> Command:
    application, guild_id = _own(call), _scope(call)
    return find_command(call.world, application, guild_id, call.id("command_id"))


def _scope(call: Call) -> int | None:
    """The guild in the path, None where there is none."""
    return call.guild().id if "guild_id" in call.incoming.path_params else None


def _own(call: Call) -> Application:
    """The application in the path: 10002 where there is none, 50001 where it is another's."""
    application_id = call.id("application_id")
    if application_id not in call.world.applications:
        raise unknown_application()
    if application_id != call.application.id:
        raise missing_access()
    return call.application
