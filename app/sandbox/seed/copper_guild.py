"""The Copper Guild: a server that people have lived in for two years, the same in every run."""

from typing import Any

from app.sandbox.clock import Clock, DrivenClock
from app.sandbox.seed.building import (
    add_application,
    add_bot,
    add_guild,
    add_role,
    add_user,
)
from app.sandbox.seed.copper_channels import add_copper_channels
from app.sandbox.seed.copper_history import add_copper_history
from app.sandbox.seed.copper_members import add_copper_members
from app.sandbox.seed.neighbours import add_neighbours
from app.sandbox.seed.simple import Seeded
from app.sandbox.snowflakes import Snowflakes
from app.sandbox.world.guild import Guild
from app.sandbox.world.permissions import Permission
from app.sandbox.world.roles import Role, RoleTags
from app.sandbox.world.users import PRIVILEGED_INTENTS
from app.sandbox.world.world import World

AGE_SECONDS = 2 * 365 * 24 * 3600

_HELPER = Permission.MANAGE_MESSAGES | Permission.MODERATE_MEMBERS | Permission.VIEW_AUDIT_LOG
_MODERATOR = (
    _HELPER
    | Permission.KICK_MEMBERS
    | Permission.BAN_MEMBERS
    | Permission.MANAGE_NICKNAMES
    | Permission.MANAGE_THREADS
    | Permission.MUTE_MEMBERS
    | Permission.MOVE_MEMBERS
)
_ADMIN = (
    _MODERATOR
    | Permission.MANAGE_GUILD
    | Permission.MANAGE_ROLES
    | Permission.MANAGE_CHANNELS
    | Permission.MANAGE_WEBHOOKS
    | Permission.PIN_MESSAGES
)


def copper_guild(clock: Clock, token: str | None = None) -> Seeded:
    """12 roles, 26 channels, 202 members, an audit log of the last weeks. A community.

    The bot is nowhere else, but some of the people are.
    """
    past = DrivenClock(clock.now() - AGE_SECONDS)
    world = World(past)
    owner = add_user(world, "marten", global_name="Marten")
    guild = add_guild(world, "Copper Guild", owner.id, premium_tier=2)
    guild.description = "Smiths, tinkerers and people who like to watch metal glow."
    guild.premium_subscription_count = 9
    roles = _add_roles(world, guild)
    application = add_application(world, "Wright", owner.id, PRIVILEGED_INTENTS, token)
    add_bot(world, guild, application, Permission.ADMINISTRATOR)
    add_copper_channels(world, guild, roles)
    add_copper_members(world, guild, roles, past)
    council = next(
        user_id
        for user_id, member in guild.members.items()
        if roles["Guild Council"].id in member.roles
    )
    add_neighbours(world, owner, world.users[council])
    _catch_up(world, clock)
    add_copper_history(world, guild, roles, clock.now())
    return Seeded(world, guild, owner, application)


def _add_roles(world: World, guild: Guild) -> dict[str, Role]:
    """From the lowest to the highest, the bot's own to come above them."""
    written: list[tuple[str, int, dict[str, Any]]] = [
        ("Quiet", 0, {}),
        ("Announcements", 0, {"mentionable": True}),
        ("Workshop pings", 0, {"mentionable": True}),
        ("Apprentice", 0, {"color": 0xB87333}),
        ("Journeyman", 0, {"color": 0xDA8A67}),
        ("Server Booster", 0, _booster()),
        ("Master Smith", int(Permission.USE_EXTERNAL_EMOJIS), {"color": 0xF4A460, "hoist": True}),
        ("Helper", int(_HELPER), {"color": 0x5FA777, "hoist": True}),
        ("Moderator", int(_MODERATOR), {"color": 0x3B82A0, "hoist": True}),
        ("Guild Council", int(_ADMIN), {"color": 0xA0522D, "hoist": True}),
    ]
    return {
        name: add_role(world, guild, name, permissions, **fields)
        for name, permissions, fields in written
    }


def _booster() -> dict[str, Any]:
    tags = RoleTags(premium_subscriber=True)
    return {"color": 0xF47FFF, "hoist": True, "managed": True, "tags": tags}


def _catch_up(world: World, clock: Clock) -> None:
    world.clock = clock
    world.snowflakes = Snowflakes(clock)
