"""What every way to Discord keeps to."""


class GuildGatewayContract:
    """`gateway` reaches a guild (`guild_id`) in which the bot is an administrator; `trouble`
    makes Discord misbehave for the next call."""
