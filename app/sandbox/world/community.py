"""What greets newcomers: the welcome screen and onboarding."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class WelcomeChannel:
    channel_id: int
    description: str
    emoji_id: int | None = None
    emoji_name: str | None = None


@dataclass(slots=True)
class WelcomeScreen:
    enabled: bool = False
    description: str | None = None
    channels: list[WelcomeChannel] = field(default_factory=list)


@dataclass(slots=True)
class PromptOption:
    id: int
    title: str
    description: str | None = None
    channel_ids: list[int] = field(default_factory=list)
    role_ids: list[int] = field(default_factory=list)
    emoji_id: int | None = None
    emoji_name: str | None = None
    emoji_animated: bool = False


@dataclass(slots=True)
class Prompt:
    """`type` 0 is a row of choices, 1 a drop-down."""

    id: int
    title: str
    type: int = 0
    single_select: bool = False
    required: bool = False
    in_onboarding: bool = True
    options: list[PromptOption] = field(default_factory=list)


@dataclass(slots=True)
class Onboarding:
    """`mode` 0 counts the default channels towards the minimum, 1 the prompts' channels too."""

    enabled: bool = False
    mode: int = 0
    default_channel_ids: list[int] = field(default_factory=list)
    prompts: list[Prompt] = field(default_factory=list)
