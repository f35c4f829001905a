"""/guilds/{id}/emojis."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.routes import Routes
from app.sandbox.world.emojis import Emoji
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.emojis import (
    create_emoji,
    delete_emoji,
    edit_emoji,
    find_emoji,
    may_see_creators,
)
from app.sandbox.world.payloads.emojis import emoji_payload

routes = Routes()


@routes.get("/guilds/{guild_id}/emojis")
def list_emojis(call: Call) -> Reply:
    guild = call.guild()
    return Reply(body=[_payload(call, guild, emoji) for emoji in guild.emojis.values()])


@routes.post("/guilds/{guild_id}/emojis")
def post_emoji(call: Call) -> Reply:
    guild = call.guild()
    emoji = create_emoji(call.world, guild, call.actor(), call.form())
    return Reply(201, _payload(call, guild, emoji))


@routes.get("/guilds/{guild_id}/emojis/{emoji_id}")
def get_emoji(call: Call) -> Reply:
    guild = call.guild()
    return Reply(body=_payload(call, guild, find_emoji(guild, call.id("emoji_id"))))


@routes.patch("/guilds/{guild_id}/emojis/{emoji_id}")
def patch_emoji(call: Call) -> Reply:
    guild = call.guild()
    emoji = edit_emoji(call.world, guild, call.actor(), call.id("emoji_id"), call.form())
    return Reply(body=_payload(call, guild, emoji))


@routes.delete("/guilds/{guild_id}/emojis/{emoji_id}")
def remove_emoji(call: Call) -> Reply:
    delete_emoji(call.world, call.guild(), call.actor(), call.id("emoji_id"))
    return Reply(204)


def _payload(call: Call, guild: Guild, emoji: Emoji) -> dict[str, object]:
    if may_see_creators(call.world, guild, call.actor()):
        return emoji_payload(emoji, call.world.users.get(emoji.creator_id))
    return emoji_payload(emoji)
