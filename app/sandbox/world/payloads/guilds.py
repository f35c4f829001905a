"""Guilds as JSON: over HTTP, in GUILD_UPDATE, and whole in GUILD_CREATE."""

from typing import Any

from app.sandbox.world.guild import Guild
from app.sandbox.world.members import Member
from app.sandbox.world.payloads.channels import channel_payload, hidden_channel_payload
from app.sandbox.world.payloads.emojis import emoji_payload
from app.sandbox.world.payloads.members import member_payload
from app.sandbox.world.payloads.roles import role_payload
from app.sandbox.world.payloads.times import iso, text_or_none
from app.sandbox.world.users import Intent
from app.sandbox.world.visibility import viewable_channels
from app.sandbox.world.world import World

LARGE_GUILD_MEMBERS = 50


def guild_payload(guild: Guild) -> dict[str, Any]:
    """Without channels and members, which HTTP has under their own addresses."""
    return {
        "id": str(guild.id),
        "name": guild.name,
        "description": guild.description,
        "owner_id": str(guild.owner_id),
        "roles": [role_payload(role) for role in guild.roles.values()],
        "emojis": [emoji_payload(emoji) for emoji in guild.emojis.values()],
        "stickers": [],
        "features": sorted(guild.features),
        **_pictures(guild),
        **_settings(guild),
        **_standing(guild),
    }


def guild_with_counts_payload(guild: Guild) -> dict[str, Any]:
    return guild_payload(guild) | {
        "approximate_member_count": len(guild.members),
        "approximate_presence_count": len(guild.members),
    }


def guild_create_payload(
    world: World, guild: Guild, user_id: int, intents: Intent
) -> dict[str, Any]:
    """GUILD_CREATE for one bot: hidden channels hidden, all members only with GUILD_PRESENCES."""
    seen = viewable_channels(guild, guild.members[user_id], world.now())
    hides = world.behaviour.hide_unseen_channels
    return guild_payload(guild) | {
        "joined_at": iso(guild.members[user_id].joined_at),
        "large": len(guild.members) > LARGE_GUILD_MEMBERS,
        "unavailable": False,
        "member_count": len(guild.members),
        "members": [
            member_payload(member, world.users[member.user_id])
            for member in _members_told(guild, user_id, intents)
        ],
        "channels": [
            hidden_channel_payload(channel)
            if hides and channel.id not in seen
            else channel_payload(channel)
            for channel in guild.channels.values()
        ],
        "threads": [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
    }


def _members_told(guild: Guild, user_id: int, intents: Intent) -> list[Member]:
    if intents & Intent.GUILD_PRESENCES:
        return list(guild.members.values())
    return [guild.members[user_id]]


def _pictures(guild: Guild) -> dict[str, Any]:
    return {
        "icon": guild.icon,
        "splash": guild.splash,
        "discovery_splash": guild.discovery_splash,
        "banner": guild.banner,
        "home_header": None,
        "vanity_url_code": guild.vanity_url_code,
    }


def _settings(guild: Guild) -> dict[str, Any]:
    return {
        "region": "deprecated",
        "verification_level": guild.verification_level,
        "default_message_notifications": guild.default_message_notifications,
        "explicit_content_filter": guild.explicit_content_filter,
        "mfa_level": guild.mfa_level,
        "preferred_locale": guild.preferred_locale,
        "afk_channel_id": text_or_none(guild.afk_channel_id),
        "afk_timeout": guild.afk_timeout,
        "system_channel_id": text_or_none(guild.system_channel_id),
        "system_channel_flags": guild.system_channel_flags,
        "rules_channel_id": text_or_none(guild.rules_channel_id),
        "public_updates_channel_id": text_or_none(guild.public_updates_channel_id),
        "safety_alerts_channel_id": text_or_none(guild.safety_alerts_channel_id),
        "widget_enabled": guild.widget_enabled,
        "widget_channel_id": text_or_none(guild.widget_channel_id),
        "premium_progress_bar_enabled": guild.premium_progress_bar_enabled,
    }


def _standing(guild: Guild) -> dict[str, Any]:
    return {
        "application_id": None,
        "premium_tier": guild.premium_tier,
        "premium_subscription_count": guild.premium_subscription_count,
        "nsfw": guild.nsfw_level in (1, 3),
        "nsfw_level": guild.nsfw_level,
        "max_presences": None,
        "max_members": 500_000,
        "max_video_channel_users": 25,
        "max_stage_video_channel_users": 50,
        "incidents_data": None,
        "hub_type": None,
    }
