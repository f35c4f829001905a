"""A guild as Discord's own objects, and a design in the same words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, cast

from app.sandbox.world.guild import Guild
from app.sandbox.world.payloads.automod import automod_rule_payload
from app.sandbox.world.payloads.channels import channel_payload
from app.sandbox.world.payloads.community import onboarding_payload, welcome_screen_payload
from app.sandbox.world.payloads.guilds import guild_payload
from app.sandbox.world.payloads.roles import role_payload

type Thing = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Raw:
    """What REST answers with. Of a design: the same keys with the same kinds of values, where the
    id of what is still to be made begins with a colon, roles run from top to bottom, channels stand
    as they are shown, and a part that is None (or a key that is absent) is left alone."""

    guild: Thing
    roles: Sequence[Thing]
    channels: Sequence[Thing]
    welcome: Thing | None = None
    onboarding: Thing | None = None
    rules: Sequence[Thing] | None = None

    def with_ids(self, ids: Mapping[str, str]) -> Self:
        """Every id that `ids` names, at any depth, replaced."""
        return type(self)(
            guild=with_ids(self.guild, ids),
            roles=with_ids(self.roles, ids),
            channels=with_ids(self.channels, ids),
            welcome=with_ids(self.welcome, ids),
            onboarding=with_ids(self.onboarding, ids),
            rules=with_ids(self.rules, ids),
        )


def with_ids[T](value: T, ids: Mapping[str, str]) -> T:
    found: Any = value
    if isinstance(value, str):
        found = ids.get(value, value)
    elif isinstance(value, dict):
        found = {key: with_ids(item, ids) for key, item in value.items()}
    elif isinstance(value, list):
        found = [with_ids(item, ids) for item in value]
    return cast(T, found)


def raw_of(guild: Guild) -> Raw:
    return Raw(
        guild=guild_payload(guild),
        roles=[role_payload(role) for role in guild.roles.values()],
        channels=[channel_payload(channel) for channel in guild.channels.values()],
        welcome=welcome_screen_payload(guild.welcome_screen),
        onboarding=onboarding_payload(guild),
        rules=[automod_rule_payload(rule) for rule in guild.automod_rules.values()],
    )
