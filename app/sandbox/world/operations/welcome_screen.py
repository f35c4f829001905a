"""Changes what greets newcomers."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from app.sandbox.world.actor import Actor
from app.sandbox.world.community import WelcomeChannel, WelcomeScreen
from app.sandbox.world.forms.community import WELCOME_SCREEN_FIELDS
from app.sandbox.world.forms.reading import Values, read
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.announcing import announce_guild
from app.sandbox.world.operations.rights import require_in_guild
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import invalid_field, missing_access, unknown_welcome_screen
from app.sandbox.world.world import World

FEATURE = "WELCOME_SCREEN_ENABLED"


def read_welcome_screen(world: World, guild: Guild, actor: Actor) -> WelcomeScreen:
    """While it is off, only for those who may switch it on."""
    if not guild.welcome_screen.enabled:
        require_in_guild(world, guild, actor, Permission.MANAGE_GUILD)
    if "COMMUNITY" not in guild.features:
        raise unknown_welcome_screen()
    return guild.welcome_screen


def edit_welcome_screen(
    world: World, guild: Guild, actor: Actor, body: Mapping[str, Any]
) -> WelcomeScreen:
    """A guild that is no community has none. With which code that is said is an assumption."""
    require_in_guild(world, guild, actor, Permission.MANAGE_GUILD)
    values = read(body, WELCOME_SCREEN_FIELDS)
    if "COMMUNITY" not in guild.features:
        raise missing_access()
    wanted = deepcopy(guild.welcome_screen)
    if values.get("enabled") is not None:
        wanted.enabled = values["enabled"]
    if "description" in values:
        wanted.description = values["description"] or None
    if "welcome_channels" in values:
        wanted.channels = _channels(guild, values["welcome_channels"] or [])

    guild.welcome_screen = wanted
    if wanted.enabled != (FEATURE in guild.features):
        guild.features ^= {FEATURE}
        announce_guild(world, guild)
    return wanted


def _channels(guild: Guild, sent: list[Values]) -> list[WelcomeChannel]:
    for index, values in enumerate(sent):
        if values["channel_id"] not in guild.channels:
            path = f"welcome_channels.{index}.channel_id"
            raise invalid_field(path, "CHANNEL_INVALID", "Channel does not exist")
    return [
        WelcomeChannel(
            values["channel_id"],
            values["description"],
            values.get("emoji_id"),
            values.get("emoji_name"),
        )
        for values in sent
    ]
