"""/guilds/{id}/onboarding and /guilds/{id}/welcome-screen."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.routes import Routes
from app.sandbox.world.operations.onboarding import replace_onboarding
from app.sandbox.world.operations.welcome_screen import edit_welcome_screen, read_welcome_screen
from app.sandbox.world.payloads.community import onboarding_payload, welcome_screen_payload

routes = Routes()


@routes.get("/guilds/{guild_id}/onboarding")
def get_onboarding(call: Call) -> Reply:
    return Reply(body=onboarding_payload(call.guild()))


@routes.put("/guilds/{guild_id}/onboarding")
def put_onboarding(call: Call) -> Reply:
    guild = call.guild()
    replace_onboarding(call.world, guild, call.actor(), call.form())
    return Reply(body=onboarding_payload(guild))


@routes.get("/guilds/{guild_id}/welcome-screen")
def get_welcome_screen(call: Call) -> Reply:
    screen = read_welcome_screen(call.world, call.guild(), call.actor())
    return Reply(body=welcome_screen_payload(screen))


@routes.patch("/guilds/{guild_id}/welcome-screen")
def patch_welcome_screen(call: Call) -> Reply:
    screen = edit_welcome_screen(call.world, call.guild(), call.actor(), call.form())
    return Reply(body=welcome_screen_payload(screen))
