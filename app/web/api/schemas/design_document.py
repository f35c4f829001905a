"""What the designer's document is made of, for the API's documentation.

Reading is the codec's work, which tells every problem by its place; these say the same shape to
clients, and a test holds the two together.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Key = Annotated[str, Field(description="Our stable name for the thing.", examples=["lobby"])]
Bits = Annotated[
    str,
    Field(pattern="^[0-9]{1,20}$", description="Permission bits, decimal.", examples=["3072"]),
]
Policy = Literal["keep", "archive", "delete"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DesignEmoji(_Part):
    name: str
    id: str | None = None


class DesignColors(_Part):
    primary: int
    secondary: int | None = None
    tertiary: int | None = None


class DesignRole(_Part):
    key: Key
    name: str
    permissions: Bits = "0"
    colors: DesignColors | None = None
    hoist: bool = False
    mentionable: bool = False
    unicode_emoji: str | None = None
    protect: bool = Field(default=False, description="Never deleted, whatever the design says.")
    ignore: list[str] = Field(default=[], description="Fields that are left to people.")


class DesignOverwrite(_Part):
    allow: Bits
    deny: Bits


class DesignTag(_Part):
    key: Key
    name: str
    moderated: bool = False
    emoji: DesignEmoji | None = None


class DesignChannel(_Part):
    """Only the fields that a channel of this type has."""

    key: Key
    type: Literal[0, 2, 4, 5, 13, 15, 16] = Field(default=0, description="As Discord numbers them.")
    name: str
    parent: Key | None = Field(default=None, description="The category's key.")
    access: dict[Annotated[str, Field(pattern="^(role|member):.+$")], DesignOverwrite] = Field(
        default={}, description="By `role:<key>` or `member:<id>`."
    )
    topic: str = ""
    nsfw: bool = False
    slowmode: int = Field(default=0, description="Seconds.")
    bitrate: int = Field(default=64000, description="Bits per second.")
    user_limit: int = 0
    region: str | None = None
    video_quality: int = 1
    archive_after: int | None = Field(default=None, description="Minutes.")
    thread_slowmode: int = 0
    tags: list[DesignTag] = []
    default_reaction: DesignEmoji | None = None
    sort_order: int | None = None
    layout: int = 0
    flags: int = 0
    protect: bool = False
    ignore: list[str] = []


class DesignWelcomeChannel(_Part):
    channel: Key
    description: str
    emoji: DesignEmoji | None = None


class DesignWelcomeScreen(_Part):
    enabled: bool = True
    description: str | None = None
    channels: list[DesignWelcomeChannel] = []


class DesignOption(_Part):
    key: Key
    title: str
    description: str | None = None
    emoji: DesignEmoji | None = None
    roles: list[Key] = []
    channels: list[Key] = []


class DesignPrompt(_Part):
    key: Key
    title: str
    type: int = 0
    single_select: bool = False
    required: bool = False
    in_onboarding: bool = True
    options: list[DesignOption] = []


class DesignOnboarding(_Part):
    enabled: bool = True
    mode: int = 0
    default_channels: list[Key] = []
    prompts: list[DesignPrompt] = []


class DesignAction(_Part):
    type: int
    channel: Key | None = None
    duration: int | None = Field(default=None, description="Seconds.")
    message: str | None = None


class DesignRule(_Part):
    key: Key
    name: str
    trigger: int
    event: int = 1
    metadata: dict[str, Any] = {}
    actions: list[DesignAction] = []
    enabled: bool = True
    exempt_roles: list[Key] = []
    exempt_channels: list[Key] = []
    protect: bool = False
    ignore: list[str] = []


class DesignUnmanaged(_Part):
    roles: Policy = "keep"
    channels: Policy = "keep"


class DesignIgnore(_Part):
    roles: list[str] = []
    channels: list[str] = []
    automod: list[str] = []


class DesignSettings(_Part):
    """What is absent is not spoken about."""

    name: str | None = None
    description: str | None = None
    verification: int = 0
    notifications: int = 0
    filter: int = 0
    locale: str | None = None
    afk_channel: Key | None = None
    afk_timeout: int = 300
    system_channel: Key | None = None
    system_messages: int = 0
    rules_channel: Key | None = None
    updates_channel: Key | None = None
    safety_alerts_channel: Key | None = None
    boost_progress_bar: bool = False
    community: bool = False


class Design(_Part):
    """The whole design of a server: complete, with explicit keys."""

    format: Literal[1] = 1
    unmanaged: DesignUnmanaged = DesignUnmanaged()
    roles: list[DesignRole] = Field(description="From top to bottom, @everyone (`everyone`) last.")
    channels: list[DesignChannel] = Field(
        description="As they are shown: those without a category first, then each category "
        "followed by its channels."
    )
    settings: DesignSettings = DesignSettings()
    welcome_screen: DesignWelcomeScreen | None = None
    onboarding: DesignOnboarding | None = None
    automod: list[DesignRule] | None = None
    ignore: DesignIgnore = DesignIgnore()
