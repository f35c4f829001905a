"""One snapshot out of all answers about a guild."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from app.shared.domain.language.saying import to_say
from app.shared.domain.permissions.bits import ADMINISTRATOR
from app.shared.domain.structure.community import AutomodRule, Onboarding, WelcomeScreen
from app.shared.domain.structure.identifiers import EVERYONE, GuildId, Key, UserId
from app.shared.domain.structure.snapshot import Coverage, Snapshot, Standing
from app.shared.domain.structure.structure import Structure
from app.shared.infrastructure.discord.guild_reads import GuildAnswers, Refused
from app.shared.infrastructure.discord.reading.channels import read_channel_facts, read_channels
from app.shared.infrastructure.discord.reading.community import (
    read_automod,
    read_onboarding,
    read_welcome_screen,
)
from app.shared.infrastructure.discord.reading.roles import read_role_facts, read_roles
from app.shared.infrastructure.discord.reading.settings import COMMUNITY, read_settings
from app.shared.infrastructure.discord.reading.values import Object, key_of

_WELCOME_SCREEN = "WELCOME_SCREEN_ENABLED"
_UNREAD = to_say(
    'Discord shows it only to those with "Manage Server", which the bot does not have.'
)
"""Said where it is shown: a plan is held to what could not be read, in whatever language."""


def read_structure(guild_id: GuildId, answers: GuildAnswers) -> Structure:
    """Keys are decimal ids; what Discord did not give is None."""
    return Structure(
        roles=read_roles(guild_id, answers.guild["roles"]),
        channels=read_channels(guild_id, answers.channels),
        settings=read_settings(answers.guild),
        welcome_screen=_welcome_screen(answers),
        onboarding=_onboarding(guild_id, answers),
        automod=_automod(guild_id, answers),
    )


def read_snapshot(
    guild_id: GuildId,
    answers: GuildAnswers,
    structure: Structure,
    *,
    unseen: frozenset[Key],
    bot_id: UserId,
    taken_at: datetime,
) -> Snapshot:
    guild, counts = answers.guild, answers.member_counts
    bot = read_standing(guild, answers.member, bot_id)
    return Snapshot(
        guild_id=guild_id,
        taken_at=taken_at,
        owner_id=UserId(int(guild["owner_id"])),
        structure=structure,
        role_facts=MappingProxyType(read_role_facts(guild_id, answers.guild["roles"], counts)),
        channel_facts=MappingProxyType(read_channel_facts(answers.channels)),
        bot=bot,
        features=frozenset(guild["features"]),
        premium_tier=int(guild.get("premium_tier") or 0),
        member_count=guild.get("approximate_member_count"),
        requires_2fa=guild.get("mfa_level") == 1,
        emojis=MappingProxyType({int(e["id"]): e["name"] for e in guild.get("emojis") or ()}),
        coverage=Coverage(
            unseen_channels=unseen,
            sees_all_channels=_sees_everything(bot, structure),
            unread=MappingProxyType(_unread(answers)),
        ),
    )


def read_standing(guild: Object, member: Object, user_id: UserId) -> Standing:
    return Standing(
        user_id=user_id,
        roles=frozenset(key_of(role) for role in member["roles"]),
        owner=int(guild["owner_id"]) == user_id,
    )


def _is_community(answers: GuildAnswers) -> bool:
    return COMMUNITY in answers.guild["features"]


def _welcome_screen(answers: GuildAnswers) -> WelcomeScreen | None:
    """A community without one (code 10069) has one that is off and empty."""
    screen = answers.welcome_screen
    if isinstance(screen, Refused):
        return WelcomeScreen(enabled=False) if screen.gone and _is_community(answers) else None
    return read_welcome_screen(screen, enabled=_WELCOME_SCREEN in answers.guild["features"])


def _onboarding(guild_id: GuildId, answers: GuildAnswers) -> Onboarding | None:
    if isinstance(answers.onboarding, Refused):
        return None
    return read_onboarding(guild_id, answers.onboarding)


def _automod(guild_id: GuildId, answers: GuildAnswers) -> tuple[AutomodRule, ...] | None:
    if isinstance(answers.automod, Refused):
        return None
    return read_automod(guild_id, answers.automod)


def _unread(answers: GuildAnswers) -> dict[str, str]:
    """Parts that exist and were not shown. Without Community there are no community parts."""
    parts: dict[str, Any] = {"automod": answers.automod}
    if _is_community(answers):
        parts |= {"welcome_screen": answers.welcome_screen, "onboarding": answers.onboarding}
    return {
        name: _UNREAD
        for name, part in parts.items()
        if isinstance(part, Refused) and not (name == "welcome_screen" and part.gone)
    }


def _sees_everything(bot: Standing, structure: Structure) -> bool:
    """Administrators and owners see every channel; nobody else is sure to."""
    held: Mapping[Key, int] = {role.key: role.permissions for role in structure.roles}
    mine = (held.get(key, 0) for key in (*bot.roles, EVERYONE))
    return bot.owner or any(permissions & ADMINISTRATOR for permissions in mine)
