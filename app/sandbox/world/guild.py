"""A guild and everything in it."""

from dataclasses import dataclass, field

from app.sandbox.world.audit_log import AuditLogEntry
from app.sandbox.world.automod import AutoModRule
from app.sandbox.world.channels import Channel
from app.sandbox.world.community import Onboarding, WelcomeScreen
from app.sandbox.world.emojis import Emoji
from app.sandbox.world.members import Member
from app.sandbox.world.messages import Message
from app.sandbox.world.roles import Role
from app.sandbox.world.templates import Template
from app.sandbox.world.webhooks import Webhook


@dataclass(slots=True)
class Guild:
    """Everything is keyed by id; the @everyone role has the guild's own.

    `messages` are keyed by channel, then by id, the oldest first.
    """

    id: int
    name: str
    owner_id: int
    roles: dict[int, Role] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    members: dict[int, Member] = field(default_factory=dict)
    emojis: dict[int, Emoji] = field(default_factory=dict)
    automod_rules: dict[int, AutoModRule] = field(default_factory=dict)
    templates: dict[str, Template] = field(default_factory=dict)
    webhooks: dict[int, Webhook] = field(default_factory=dict)
    messages: dict[int, dict[int, Message]] = field(default_factory=dict)
    audit_log: list[AuditLogEntry] = field(default_factory=list)
    welcome_screen: WelcomeScreen = field(default_factory=WelcomeScreen)
    onboarding: Onboarding = field(default_factory=Onboarding)
    features: set[str] = field(default_factory=set)
    description: str | None = None
    icon: str | None = None
    splash: str | None = None
    discovery_splash: str | None = None
    banner: str | None = None
    vanity_url_code: str | None = None
    premium_tier: int = 0
    premium_subscription_count: int = 0
    premium_progress_bar_enabled: bool = False
    verification_level: int = 0
    default_message_notifications: int = 0
    explicit_content_filter: int = 0
    mfa_level: int = 0
    nsfw_level: int = 0
    preferred_locale: str = "en-US"
    afk_channel_id: int | None = None
    afk_timeout: int = 300
    system_channel_id: int | None = None
    system_channel_flags: int = 0
    rules_channel_id: int | None = None
    public_updates_channel_id: int | None = None
    safety_alerts_channel_id: int | None = None
    widget_enabled: bool = False
    widget_channel_id: int | None = None

    @property
    def everyone(self) -> Role:
        return self.roles[self.id]

    def children_of(self, category_id: int) -> list[Channel]:
        return [channel for channel in self.channels.values() if channel.parent_id == category_id]

    def roles_of(self, member: Member) -> list[Role]:
        """The member's roles, without @everyone."""
        return [self.roles[role_id] for role_id in member.roles if role_id in self.roles]

    def messages_in(self, channel_id: int) -> dict[int, Message]:
        """The channel's messages by id, the oldest first; ephemeral ones among them."""
        return self.messages.setdefault(channel_id, {})
