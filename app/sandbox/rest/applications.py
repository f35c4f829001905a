"""/applications: the bot's own application."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.routes import Routes
from app.sandbox.world.payloads.users import application_payload

routes = Routes()


@routes.get("/applications/@me")
def get_own_application(call: Call) -> Reply:
    return _application(call)


@routes.get("/oauth2/applications/@me")
def get_own_oauth2_application(call: Call) -> Reply:
    return _application(call)


def _application(call: Call) -> Reply:
    application, users = call.application, call.world.users
    guilds = len(call.world.guilds_of(application.id))
    owner, bot = users[application.owner_id], users[application.id]
    return Reply(body=application_payload(application, owner, bot, guilds))
