"""/applications: the bot's own application, and the commands that it has."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.routes import Routes
from app.sandbox.world.payloads.users import application_payload
from app.sandbox.world.refusals import missing_access, unknown_application
from app.sandbox.world.users import Application

routes = Routes()


@routes.get("/applications/@me")
def get_own_application(call: Call) -> Reply:
    return _application(call)


@routes.get("/oauth2/applications/@me")
def get_own_oauth2_application(call: Call) -> Reply:
    return _application(call)


@routes.get("/applications/{application_id}/commands")
def list_commands(call: Call) -> Reply:
    _own(call)
    return Reply(body=[])


@routes.get("/applications/{application_id}/guilds/{guild_id}/commands")
def list_guild_commands(call: Call) -> Reply:
    _own(call)
    call.guild()
    return Reply(body=[])


def _application(call: Call) -> Reply:
    application, users = call.application, call.world.users
    guilds = len(call.world.guilds_of(application.id))
    owner, bot = users[application.owner_id], users[application.id]
    return Reply(body=application_payload(application, owner, bot, guilds))


def _own(call: Call) -> Application:
    """The application in the path: 10002 where there is none, 50001 where it is another's."""
    application_id = call.id("application_id")
    if application_id not in call.world.applications:
        raise unknown_application()
    if application_id != call.application.id:
        raise missing_access()
    return call.application
