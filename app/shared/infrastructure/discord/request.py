"""One request to Discord's REST API, before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from app.shared.domain.planning.steps import Json
from app.shared.infrastructure.discord.limiter.demand import Demand, Priority

_MAJOR = ("/guilds/{guild_id}", "/channels/{channel_id}", "/webhooks/{webhook_id}")
_REASON_LENGTH = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """`template` is the path with placeholders, `ids` what stands in them.

    `reason` is for the audit log; give it only where the endpoint takes one.
    """

    method: str
    template: str
    ids: Mapping[str, int] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    body: Json = None
    reason: str = ""
    priority: Priority = Priority.BULK

    @property
    def route(self) -> str:
        """Method and template: what is counted and logged."""
        return f"{self.method} {self.template}"

    @property
    def path(self) -> str:
        return self.template.format_map(self.ids)

    @property
    def changes(self) -> bool:
        return self.method != "GET"

    @property
    def may_repeat(self) -> bool:
        """Sending it twice does what sending it once does."""
        return self.method != "POST"

    def demand(self) -> Demand:
        return Demand(
            route=self.route,
            major=self._major(),
            path=self.path,
            fields=frozenset(self.body) if isinstance(self.body, dict) else frozenset(),
            priority=self.priority,
        )

    def _major(self) -> str:
        for opening in _MAJOR:
            if self.template.startswith(opening):
                return opening.format_map(self.ids)
        return ""


def reason_header(reason: str) -> str:
    """The audit-log reason as its header takes it: encoded, and no longer than Discord allows.

    The limit of 512 is taken to be about the encoded text (resources/audit-log says "1-512
    URL-encoded UTF-8 characters"); what is cut off is cut between characters.
    """
    encoded = ""
    for character in reason.strip():
        piece = quote(character, safe=" /")
        if len(encoded) + len(piece) > _REASON_LENGTH:
            break
        encoded += piece
    return encoded.strip()
