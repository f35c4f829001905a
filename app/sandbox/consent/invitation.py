"""Where somebody can add a bot, and what they can let it do there."""

from dataclasses import dataclass

from app.sandbox.consent.asked import Asked
from app.sandbox.viewer.permission_labels import LABELS
from app.sandbox.world.guild import Guild
from app.sandbox.world.permissions import Permission, guild_permissions
from app.sandbox.world.world import World


@dataclass(frozen=True, slots=True)
class GuildChoice:
    id: int
    name: str
    has_bot: bool


@dataclass(frozen=True, slots=True)
class PermissionChoice:
    bit: int
    label: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """`fixed` is the one guild that the application asks for, None where that cannot be.

    `guilds` are where the bot can be added, by name. `preselected` is the id of one of them.
    """

    guilds: tuple[GuildChoice, ...]
    preselected: int | None
    fixed: GuildChoice | None
    is_fixed: bool
    permissions: tuple[PermissionChoice, ...]

    @property
    def is_possible(self) -> bool:
        return self.fixed is not None if self.is_fixed else bool(self.guilds)


def invitation_for(world: World, asked: Asked, user_id: int) -> Invitation:
    """A guild that has the bot is offered only where the application asks for that one."""
    managed = [_choice(guild, asked) for guild in _managed_by(world, user_id)]
    wanted = next((guild for guild in managed if guild.id == asked.guild_id), None)
    return Invitation(
        guilds=tuple(guild for guild in managed if not guild.has_bot or guild is wanted),
        preselected=None if wanted is None else wanted.id,
        fixed=wanted if asked.guild_is_fixed else None,
        is_fixed=asked.guild_is_fixed and asked.guild_id is not None,
        permissions=tuple(
            PermissionChoice(int(label.permission), label.text)
            for label in LABELS
            if asked.permissions & label.permission
        ),
    )


def _managed_by(world: World, user_id: int) -> list[Guild]:
    """Administrators and owners have every permission."""
    found = [
        guild
        for guild in world.guilds_of(user_id)
        if guild_permissions(guild, guild.members[user_id], world.now()) & Permission.MANAGE_GUILD
    ]
    return sorted(found, key=lambda guild: guild.name.casefold())


def _choice(guild: Guild, asked: Asked) -> GuildChoice:
    return GuildChoice(guild.id, guild.name, asked.application.id in guild.members)
