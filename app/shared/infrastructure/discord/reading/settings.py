"""The guild's own settings."""

from collections.abc import Mapping
from types import MappingProxyType

from app.shared.domain.structure.fields import SETTING_CHANNELS, SETTING_FIELDS
from app.shared.domain.structure.structure import Setting
from app.shared.infrastructure.discord.reading.values import Object, key_or_none

COMMUNITY = "COMMUNITY"


def read_settings(guild: Object) -> Mapping[str, Setting]:
    """By our names. A setting that Discord does not send is not spoken about."""
    read: dict[str, Setting] = {}
    for field in SETTING_FIELDS:
        if field.name == "community":
            read[field.name] = COMMUNITY in guild["features"]
        elif field.name in SETTING_CHANNELS:
            read[field.name] = key_or_none(guild.get(field.api))
        elif field.api in guild:
            read[field.name] = guild[field.api]
    return MappingProxyType(read)
