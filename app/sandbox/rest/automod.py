"""/guilds/{id}/auto-moderation/rules."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.routes import Routes
from app.sandbox.world.operations.automod import (
    create_rule,
    delete_rule,
    edit_rule,
    find_rule,
    require_rule_reader,
)
from app.sandbox.world.payloads.automod import automod_rule_payload

routes = Routes()


@routes.get("/guilds/{guild_id}/auto-moderation/rules")
def list_rules(call: Call) -> Reply:
    guild = call.guild()
    require_rule_reader(call.world, guild, call.actor())
    return Reply(body=[automod_rule_payload(rule) for rule in guild.automod_rules.values()])


@routes.post("/guilds/{guild_id}/auto-moderation/rules")
def post_rule(call: Call) -> Reply:
    rule = create_rule(call.world, call.guild(), call.actor(), call.form())
    return Reply(body=automod_rule_payload(rule))


@routes.get("/guilds/{guild_id}/auto-moderation/rules/{rule_id}")
def get_rule(call: Call) -> Reply:
    guild = call.guild()
    require_rule_reader(call.world, guild, call.actor())
    return Reply(body=automod_rule_payload(find_rule(guild, call.id("rule_id"))))


@routes.patch("/guilds/{guild_id}/auto-moderation/rules/{rule_id}")
def patch_rule(call: Call) -> Reply:
    rule = edit_rule(call.world, call.guild(), call.actor(), call.id("rule_id"), call.form())
    return Reply(body=automod_rule_payload(rule))


@routes.delete("/guilds/{guild_id}/auto-moderation/rules/{rule_id}")
def remove_rule(call: Call) -> Reply:
    delete_rule(call.world, call.guild(), call.actor(), call.id("rule_id"))
    return Reply(204)
