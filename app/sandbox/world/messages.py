"""Messages as a channel keeps them."""

from dataclasses import dataclass, field
from enum import IntEnum, IntFlag
from typing import Any

from app.sandbox.world.files import StoredFile


class MessageType(IntEnum):
    DEFAULT = 0
    CHANNEL_PINNED_MESSAGE = 6
    REPLY = 19
    CHAT_INPUT_COMMAND = 20
    CONTEXT_MENU_COMMAND = 23


class MessageFlag(IntFlag):
    SUPPRESS_EMBEDS = 1 << 2
    EPHEMERAL = 1 << 6
    LOADING = 1 << 7
    SUPPRESS_NOTIFICATIONS = 1 << 12
    IS_COMPONENTS_V2 = 1 << 15


@dataclass(frozen=True, slots=True)
class WebhookAuthor:
    """The name and picture that a webhook gave to one message."""

    webhook_id: int
    name: str
    avatar: str | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """The message that this one answers, or that it says was pinned."""

    message_id: int
    channel_id: int


@dataclass(frozen=True, slots=True)
class Mentions:
    """Whom the message calls. Ids in the order in which they were named."""

    users: tuple[int, ...] = ()
    roles: tuple[int, ...] = ()
    everyone: bool = False


@dataclass(slots=True)
class Message:
    """`embeds` and `components` are kept as Discord's answers show them.

    `author_id` is a user's id, or the webhook's where `webhook_author` is set. `audience` is the
    one human who sees an ephemeral message, unless they have `dismissed` it. `interaction` is
    `interaction_metadata` as it is shown.
    Times are epoch seconds.
    """

    id: int
    channel_id: int
    guild_id: int
    author_id: int
    created_at: float
    type: MessageType = MessageType.DEFAULT
    content: str = ""
    embeds: list[dict[str, Any]] = field(default_factory=list)
    components: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[StoredFile] = field(default_factory=list)
    flags: int = 0
    tts: bool = False
    edited_at: float | None = None
    pinned_at: float | None = None
    mentions: Mentions = field(default_factory=Mentions)
    reference: Reference | None = None
    nonce: str | int | None = None
    webhook_author: WebhookAuthor | None = None
    webhook_id: int | None = None
    application_id: int | None = None
    audience: int | None = None
    interaction: dict[str, Any] | None = None
    command_name: str | None = None
    dismissed: bool = False

    @property
    def is_ephemeral(self) -> bool:
        return self.audience is not None

    @property
    def is_loading(self) -> bool:
        return bool(self.flags & MessageFlag.LOADING)

    @property
    def is_v2(self) -> bool:
        return bool(self.flags & MessageFlag.IS_COMPONENTS_V2)
