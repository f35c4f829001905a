"""What happened in the Copper Guild in the last weeks, as its audit log has it."""

from app.sandbox.snowflakes import snowflake_at
from app.sandbox.world.audit_log import AuditAction, AuditChange, AuditLogEntry
from app.sandbox.world.guild import Guild
from app.sandbox.world.roles import Role
from app.sandbox.world.world import World

HOUR = 3600


def add_copper_history(world: World, guild: Guild, roles: dict[str, Role], now: float) -> None:
    """Six entries, the oldest 30 days old."""
    named = {channel.name: channel for channel in guild.channels.values()}
    council = next(
        member.user_id
        for member in guild.members.values()
        if roles["Guild Council"].id in member.roles
    )
    newcomer = next(reversed(guild.members.values())).user_id
    entries = [
        (720, AuditAction.ROLE_CREATE, roles["Quiet"].id, "name", None, "Quiet"),
        (700, AuditAction.CHANNEL_CREATE, named["pets"].id, "name", None, "pets"),
        (300, AuditAction.CHANNEL_UPDATE, named["tools"].id, "rate_limit_per_user", 0, 5),
        (120, AuditAction.ROLE_UPDATE, roles["Apprentice"].id, "color", 0x8B4513, 0xB87333),
        (30, AuditAction.MEMBER_UPDATE, newcomer, "nick", None, "sparky"),
        (2, AuditAction.GUILD_UPDATE, guild.id, "name", "The Copper Guild", "Copper Guild"),
    ]
    for number, (hours, action, target, key, old, new) in enumerate(entries):
        guild.audit_log.append(
            AuditLogEntry(
                id=snowflake_at(now - hours * HOUR, sequence=number),
                action=action,
                user_id=council if number % 2 else world.guilds[guild.id].owner_id,
                target_id=target,
                changes=(AuditChange(key, old, new),),
                reason="Spring cleaning" if action is AuditAction.CHANNEL_UPDATE else None,
            )
        )
