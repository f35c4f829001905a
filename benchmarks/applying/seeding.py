"""Guilds as they are before anything is applied, put into a sandbox's world directly."""

from dataclasses import dataclass, field
from typing import Any

from app.sandbox.seed.building import (
    add_application,
    add_bot,
    add_channel,
    add_guild,
    add_role,
    add_user,
)
from app.sandbox.world.automod import ActionType, AutoModAction, AutoModRule, Trigger
from app.sandbox.world.channels import Channel, ChannelType, ForumTag, Overwrite, OverwriteType
from app.sandbox.world.community import Onboarding, Prompt, PromptOption, WelcomeChannel
from app.sandbox.world.guild import Guild
from app.sandbox.world.permissions import Permission
from app.sandbox.world.roles import Role
from app.sandbox.world.users import PRIVILEGED_INTENTS, Application
from app.sandbox.world.world import World

_ABOVE_EVERYTHING = 1000
_ROLES = 8
_CATEGORIES = 4
_TEXTS = 5
_VOICES = 2


@dataclass(slots=True)
class Town:
    """A world with one bot, in which guilds are built."""

    world: World
    application: Application = field(init=False)
    owner_id: int = field(init=False)

    def __post_init__(self) -> None:
        self.owner_id = add_user(self.world, "owner").id
        self.application = add_application(self.world, "Wright", self.owner_id, PRIVILEGED_INTENTS)

    def found(self, name: str) -> "Site":
        guild = add_guild(self.world, name, self.owner_id)
        add_bot(self.world, guild, self.application, position=_ABOVE_EVERYTHING)
        return Site(self.world, guild)


@dataclass(slots=True)
class Site:
    """One guild while it is built. Roles are added at the bottom, channels at the end."""

    world: World
    guild: Guild
    roles: dict[str, Role] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)

    def add_roles(self, count: int, first: int = 1) -> None:
        """With members each, so that what they may do matters."""
        for number in range(count, 0, -1):
            name = f"role-{first + count - number}"
            made = add_role(self.world, self.guild, name, Permission.VIEW_CHANNEL, position=number)
            self.roles[name] = made

    def add(
        self, name: str, type: ChannelType = ChannelType.TEXT, parent: str = "", **fields: Any
    ) -> Channel:
        if parent:
            fields["parent_id"] = self.channels[parent].id
        made = add_channel(self.world, self.guild, name, type, **fields)
        self.channels[name] = made
        return made

    def open_to(self, channel: str, *roles: str) -> None:
        """Private to these roles."""
        view = int(Permission.VIEW_CHANNEL)
        everyone = Overwrite(self.guild.id, OverwriteType.ROLE, deny=view)
        allowed = [Overwrite(self.roles[r].id, OverwriteType.ROLE, allow=view) for r in roles]
        self.channels[channel].overwrites = {one.id: one for one in (everyone, *allowed)}


def nothing(_site: Site) -> None:
    """A guild with its bot and @everyone."""


def ordinary(site: Site) -> None:
    """Eight roles, two channels at the top, four categories of five text and two voice channels."""
    site.add_roles(_ROLES)
    site.add("lobby")
    site.add("notices")
    for part in range(1, _CATEGORIES + 1):
        category = f"part-{part}"
        site.add(category, ChannelType.CATEGORY)
        for number in range(1, _TEXTS + 1):
            site.add(f"text-{part}-{number}", parent=category, topic=f"About {number}.")
        for number in range(1, _VOICES + 1):
            site.add(f"voice-{part}-{number}", ChannelType.VOICE, category)
    site.open_to("text-4-5", "role-1")


def with_gaps_and_ties(site: Site) -> None:
    """The same order by other numbers: Discord keeps what it is given."""
    ordinary(site)
    for number, channel in enumerate(site.channels.values()):
        channel.position = number // 2 * 7
    for role in site.roles.values():
        role.position = role.position // 3 + 1
    by_number = sorted(site.roles.values(), key=lambda role: (-role.position, role.id))
    site.roles = {role.name: role for role in by_number}


def without_gaps(site: Site) -> None:
    """Each category's channels count from 0, as clients leave them."""
    ordinary(site)
    for parent in (None, *(c.id for c in site.channels.values() if c.type == ChannelType.CATEGORY)):
        inside = [c for c in site.channels.values() if c.parent_id == parent]
        for kind in (ChannelType.TEXT, ChannelType.VOICE, ChannelType.CATEGORY):
            for number, channel in enumerate(c for c in inside if c.type == kind):
                channel.position = number


def synced(site: Site) -> None:
    """Every channel has the overwrites of its category."""
    ordinary(site)
    for part in range(1, _CATEGORIES + 1):
        site.open_to(f"part-{part}", f"role-{part}")
        category = site.channels[f"part-{part}"]
        for channel in site.channels.values():
            if channel.parent_id == category.id:
                site.open_to(channel.name, f"role-{part}")


def community(site: Site) -> None:
    """With a forum, a stage, a news channel, welcome screen, onboarding and AutoMod."""
    ordinary(site)
    guild, world = site.guild, site.world
    guild.features |= {"COMMUNITY", "NEWS", "WELCOME_SCREEN_ENABLED"}
    guild.verification_level, guild.explicit_content_filter = 1, 2
    guild.rules_channel_id = site.channels["lobby"].id
    guild.public_updates_channel_id = site.channels["notices"].id
    forum = site.add("ideas", ChannelType.FORUM, "part-4")
    forum.available_tags = [ForumTag(world.next_id(), name) for name in ("open", "done", "never")]
    site.add("talks", ChannelType.STAGE, "part-4")
    site.add("news", ChannelType.ANNOUNCEMENT, "part-4")
    guild.welcome_screen.enabled = True
    guild.welcome_screen.description = "Come in."
    guild.welcome_screen.channels = [WelcomeChannel(site.channels["lobby"].id, "Begin here")]
    guild.onboarding = _onboarding(site)
    for name in ("spam-words", "links"):
        rule = _rule(site, name)
        guild.automod_rules[rule.id] = rule


def _onboarding(site: Site) -> Onboarding:
    world = site.world
    option = PromptOption(
        world.next_id(), "Building", role_ids=[site.roles["role-8"].id],
        channel_ids=[site.channels["text-2-1"].id],
    )  # fmt: skip
    chosen = [site.channels[f"text-1-{number}"].id for number in range(1, _TEXTS + 1)]
    return Onboarding(
        enabled=True,
        default_channel_ids=[
            *chosen, site.channels["text-2-1"].id, site.channels["text-2-2"].id,
        ],
        prompts=[Prompt(world.next_id(), "What brings you here?", options=[option])],
    )  # fmt: skip


def _rule(site: Site, name: str) -> AutoModRule:
    return AutoModRule(
        site.world.next_id(),
        site.guild.id,
        site.guild.owner_id,
        name,
        event_type=1,
        trigger_type=Trigger.KEYWORD,
        trigger_metadata={"keyword_filter": [name]},
        actions=[AutoModAction(ActionType.BLOCK_MESSAGE)],
        enabled=True,
    )


def full(roles: int, channels: int, overwrites: int, site: Site) -> None:
    """`roles` counts @everyone and the bot's, `channels` the categories."""
    site.add_roles(roles - 2)
    names = list(site.roles)
    category = ""
    for number in range(channels):
        if number % 25 == 0:
            category = f"part-{number}"
            site.add(category, ChannelType.CATEGORY)
            continue
        name = f"room-{number}"
        site.add(name, parent=category, topic=f"What {number} is about.")
        chosen = (names[(number * 3 + each) % len(names)] for each in range(overwrites))
        site.open_to(name, *chosen)
