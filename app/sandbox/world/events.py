"""What the world tells whoever watches it: gateway dispatches in the making."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from app.sandbox.world.channels import Channel
from app.sandbox.world.users import Intent


@dataclass(frozen=True, slots=True)
class Event:
    """`data` is the whole payload, as someone sees it who may see everything.

    A receiver needs `intent` (unless it is `concerns`, the user whom the event is about) and the
    guild permissions `needs`. Where `recipients` is set, nobody else gets it. Where `channel` is
    set, a receiver who cannot view it gets `payloads.visibility.dispatch_data` instead of `data`;
    for a deleted channel it is the channel as it last was.

    Where `seen_in` is set, only who can view that channel gets the event; `recipients` are not
    asked whether they can. Such an event changes nobody's sight. Where `without_content` is set, it
    stands in for `data` for those who have neither the intent MESSAGE_CONTENT nor are among
    `content_for`.
    """

    name: str
    guild_id: int
    data: dict[str, Any]
    channel_id: int | None = None
    intent: Intent = Intent.GUILDS
    needs: int = 0
    concerns: int | None = None
    recipients: frozenset[int] | None = None
    channel: Channel | None = None
    seen_in: Channel | None = None
    without_content: dict[str, Any] | None = None
    content_for: frozenset[int] = frozenset()


type Subscriber = Callable[[Event], None]
