"""How much each route allows.

Discord publishes no numbers and asks clients to learn them from the headers. Those below are of
the size that people have reported; where a report stands behind one it is named. A test or a
deployment that needs other numbers sets them.
"""

from dataclasses import dataclass

from app.sandbox.exchange.routes import shape_of
from app.sandbox.limits.windows import Allowance

READS = Allowance(20, 1.0)
WRITES = Allowance(10, 2.0)
EMOJI_WRITES = Allowance(50, 3600.0)
CHANNEL_EDITS = Allowance(5, 15.0)
"""discord-api-docs#1900: a rename is refused while the headers still say 5 per 15 s."""

MESSAGE_WRITES = Allowance(5, 5.0)
"""What X-RateLimit-Limit says for messages in channels, by many reports."""

WEBHOOK_WRITES = Allowance(5, 2.0)

ROLE_CREATIONS = Allowance(250, 48 * 3600.0)
"""Discord.Net#1451 and discord-api-docs#1480: X-RateLimit-Limit 250, a reset days away."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """Routes with the same bucket spend from one allowance, per guild, channel or webhook.

    `shared` buckets belong to the resource: all tokens spend from one allowance, and a 429 says so.
    """

    name: str
    allowance: Allowance
    shared: bool = False


class LimitTable:
    """Which bucket a route spends from. A route that nobody named has one of its own."""

    def __init__(self, reads: Allowance = READS, writes: Allowance = WRITES) -> None:
        self._reads = reads
        self._writes = writes
        self._named: dict[tuple[str, str], Bucket] = {}

    def put(self, bucket: Bucket, *routes: str) -> None:
        """Let these spend from `bucket` from now on. Written as "PATCH /channels/{channel_id}"."""
        for route in routes:
            method, _, template = route.partition(" ")
            self._named[method, shape_of(template)] = bucket

    def bucket_of(self, method: str, template: str) -> Bucket:
        shape = shape_of(template)
        named = self._named.get((method, shape))
        if named is not None:
            return named
        return Bucket(f"{method} {shape}", self._reads if method == "GET" else self._writes)


def usual_limits() -> LimitTable:
    """The table that a sandbox starts with; several routes share a bucket, as Discord's do."""
    table = LimitTable()
    guild, channel = "/guilds/{guild_id}", "/channels/{channel_id}"
    table.put(
        Bucket("guild-reads", READS), f"GET {guild}", f"GET {guild}/channels", f"GET {guild}/roles"
    )
    table.put(Bucket("channel-edits", CHANNEL_EDITS), f"PATCH {channel}")
    _put_pair(table, "overwrites", f"{channel}/permissions/{{overwrite_id}}", "PUT", "DELETE")
    table.put(Bucket("role-creations", ROLE_CREATIONS), f"POST {guild}/roles")
    _put_pair(table, "role-edits", f"{guild}/roles/{{role_id}}", "PATCH", "DELETE")
    _put_pair(
        table, "member-roles", f"{guild}/members/{{user_id}}/roles/{{role_id}}", "PUT", "DELETE"
    )
    table.put(
        Bucket("emojis", EMOJI_WRITES, shared=True),
        f"POST {guild}/emojis",
        f"PATCH {guild}/emojis/{{emoji_id}}",
        f"DELETE {guild}/emojis/{{emoji_id}}",
    )
    _put_messages(table, channel)
    return table


def _put_messages(table: LimitTable, channel: str) -> None:
    """Per channel, or per webhook with its token; deletions have an allowance of their own."""
    one = f"{channel}/messages/{{message_id}}"
    table.put(Bucket("message-creations", MESSAGE_WRITES), f"POST {channel}/messages")
    table.put(Bucket("message-edits", MESSAGE_WRITES), f"PATCH {one}")
    pins = (f"{channel}/messages/pins/{{message_id}}", f"{channel}/pins/{{message_id}}")
    every = [f"{method} {pin}" for method in ("PUT", "DELETE") for pin in pins]
    table.put(Bucket("pins", MESSAGE_WRITES), *every)
    webhook = "/webhooks/{webhook_id}/{webhook_token}"
    table.put(
        Bucket("webhook-messages", WEBHOOK_WRITES),
        f"POST {webhook}",
        *(
            f"{method} {webhook}/messages/{name}"
            for method in ("PATCH", "DELETE")
            for name in ("@original", "{message_id}")
        ),
    )


def _put_pair(table: LimitTable, name: str, template: str, *methods: str) -> None:
    table.put(Bucket(name, WRITES), *(f"{method} {template}" for method in methods))
