"""The numbers Discord sets, each with where it is said.

"docs" is Discord's developer documentation, "codes" its list of JSON error codes, "spec" its
OpenAPI document, "seen" what several libraries' users report and Discord does not document.
"""

from app.shared.domain.structure.channels import POSTS, ChannelType

ROLES = 250  # codes 30005
CHANNELS = 500  # codes 30013; categories count
CHANNELS_IN_CATEGORY = 50  # docs resources/channel
OVERWRITES = 1000  # codes 30060
OVERWRITES_IN_ONE_CALL = 100  # spec, maxItems
ROLE_NAME = 100
CHANNEL_NAME = 100
GUILD_NAME_MIN, GUILD_NAME_MAX = 2, 100
GUILD_DESCRIPTION = 300  # spec
TAGS = 20  # codes 30048
TAG_NAME = 20  # docs
SLOWMODE_MAX = 21600  # seconds
USER_LIMIT_VOICE = 99
USER_LIMIT_STAGE = 10_000
BITRATE_MIN = 8000
BITRATE_STAGE = 64_000
BITRATE_BY_TIER = (96_000, 128_000, 256_000, 384_000)  # docs resources/channel; codes 30052
AFK_TIMEOUTS = (60, 300, 900, 1800, 3600)  # seconds
ARCHIVE_AFTER = (60, 1440, 4320, 10_080)  # minutes
WELCOME_CHANNELS = 5
WELCOME_DESCRIPTION = 140  # spec
WELCOME_CHANNEL_DESCRIPTION = 50  # spec
PROMPTS = 15  # spec
OPTIONS = 50  # spec
PROMPT_TITLE = 100  # spec
OPTION_TITLE = 50  # spec
OPTION_DESCRIPTION = 100  # spec
ONBOARDING_DEFAULT_CHANNELS_MIN = 7  # docs resources/guild, modify onboarding
ONBOARDING_WRITABLE_CHANNELS_MIN = 5
RULES_BY_TRIGGER = {1: 6, 3: 1, 4: 1, 5: 1, 6: 1}  # docs resources/auto-moderation
RULE_EXEMPT_ROLES = 20
RULE_EXEMPT_CHANNELS = 50
RULE_NAME = 100
REASON = 512  # audit-log reason, docs resources/audit-log

ROLE_CREATIONS, ROLE_CREATIONS_WINDOW = 250, 48 * 3600  # seen
CHANNEL_CREATIONS, CHANNEL_CREATIONS_WINDOW = 500, 48 * 3600  # seen
RENAMES, RENAMES_WINDOW = 2, 600  # seen: name or topic, per channel
CALLS_PER_SECOND = 50  # docs topics/rate-limits, over all routes of a bot


def topic_limit(type: ChannelType) -> int:
    """Characters."""
    return 4096 if type in POSTS else 1024


def bitrate_limit(type: ChannelType, premium_tier: int, features: frozenset[str]) -> int:
    """Bits per second."""
    if type is ChannelType.STAGE:
        return BITRATE_STAGE
    return BITRATE_BY_TIER[3 if "VIP_REGIONS" in features else premium_tier]
