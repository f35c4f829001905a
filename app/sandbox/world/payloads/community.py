"""Onboarding and the welcome screen as JSON."""

from typing import Any

from app.sandbox.world.community import Onboarding, Prompt, PromptOption, WelcomeScreen
from app.sandbox.world.guild import Guild
from app.sandbox.world.payloads.times import text_or_none


def onboarding_payload(guild: Guild) -> dict[str, Any]:
    return {"guild_id": str(guild.id)} | onboarding_settings(guild.onboarding)


def onboarding_settings(onboarding: Onboarding) -> dict[str, Any]:
    return {
        "prompts": [_prompt(prompt) for prompt in onboarding.prompts],
        "default_channel_ids": [str(each) for each in onboarding.default_channel_ids],
        "enabled": onboarding.enabled,
        "mode": onboarding.mode,
    }


def welcome_screen_payload(screen: WelcomeScreen) -> dict[str, Any]:
    return {
        "description": screen.description,
        "welcome_channels": [
            {
                "channel_id": str(shown.channel_id),
                "description": shown.description,
                "emoji_id": text_or_none(shown.emoji_id),
                "emoji_name": shown.emoji_name,
            }
            for shown in screen.channels
        ],
    }


def _prompt(prompt: Prompt) -> dict[str, Any]:
    return {
        "id": str(prompt.id),
        "type": prompt.type,
        "title": prompt.title,
        "single_select": prompt.single_select,
        "required": prompt.required,
        "in_onboarding": prompt.in_onboarding,
        "options": [_option(option) for option in prompt.options],
    }


def _option(option: PromptOption) -> dict[str, Any]:
    """The emoji comes back as an object, though it is sent as three keys."""
    return {
        "id": str(option.id),
        "title": option.title,
        "description": option.description or "",
        "channel_ids": [str(each) for each in option.channel_ids],
        "role_ids": [str(each) for each in option.role_ids],
        "emoji": {
            "id": text_or_none(option.emoji_id),
            "name": option.emoji_name,
            "animated": option.emoji_animated,
        },
    }
