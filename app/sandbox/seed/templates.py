"""Guild templates as their owners would have made them."""

from typing import Any

from app.sandbox.world.guild import Guild
from app.sandbox.world.serialization import serialized_guild
from app.sandbox.world.templates import Template
from app.sandbox.world.world import World


def add_template(
    world: World, guild: Guild, code: str, name: str, serialized: dict[str, Any] | None = None
) -> Template:
    """Of the guild as it is now, or of what `serialized` says."""
    template = Template(
        code=code,
        name=name,
        creator_id=guild.owner_id,
        source_guild_id=guild.id,
        created_at=world.now(),
        updated_at=world.now(),
        serialized=serialized_guild(guild) if serialized is None else serialized,
    )
    guild.templates[code] = template
    return template
