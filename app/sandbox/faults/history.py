"""What lists looked like before each of the latest writes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.sandbox.exchange.messages import Answer, Exchange, Proceed
from app.sandbox.exchange.stored import Stored

USUAL_LISTS = ("/guilds/{guild_id}/roles", "/guilds/{guild_id}/channels")


class ListHistory:
    """Reads the lists of a guild before each write to it, as every token that was seen so far.

    It knows what was done through the API since the first STALE fault was ordered. Writes that were
    refused leave no mark.
    """

    def __init__(self, stored: Stored) -> None:
        self._stored = stored
        self._readers: dict[str, Exchange] = {}
        self._answers: dict[tuple[str, str], list[Answer]] = {}

    def meet(self, exchange: Exchange) -> None:
        """Remember who asks: lists look different to different tokens."""
        if exchange.authorization:
            self._readers.setdefault(exchange.authorization, exchange)

    def as_of(self, exchange: Exchange, writes_ago: int) -> Answer | None:
        """This list before the latest writes, or as far back as is known; None where nothing is."""
        answers = self._answers.get((exchange.authorization, exchange.path))
        if not answers:
            return None
        old = answers[max(0, len(answers) - writes_ago)]
        return replace(old, headers=dict(old.headers))

    async def through(
        self, exchange: Exchange, proceed: Proceed, templates: Iterable[str]
    ) -> Answer:
        """Carry out a write, and keep what the lists of its guild were before it."""
        params = self._params(exchange)
        before: list[tuple[Exchange, Answer]] = []
        for template in templates:
            path = _filled(template, params)
            if path is None:
                continue
            for reader in self._readers.values():
                reading = _reading(reader, template, path, params)
                before.append((reading, await proceed(reading)))
        answer = await proceed(exchange)
        if answer.status < 400:
            for reading, seen in before:
                key = (reading.authorization, reading.path)
                self._answers.setdefault(key, []).append(seen)
        return answer

    def _params(self, exchange: Exchange) -> dict[str, str]:
        """What fills a list's template: the write's own values, and the guild of its channel."""
        params = dict(exchange.path_params)
        channel_id = params.get("channel_id", "")
        if "guild_id" not in params and channel_id.isascii() and channel_id.isdigit():
            guild_id = self._stored.guild_of_channel(int(channel_id))
            if guild_id is not None:
                params["guild_id"] = str(guild_id)
        return params


def _filled(template: str, params: Mapping[str, str]) -> str | None:
    try:
        return template.format_map(params)
    except KeyError:
        return None


def _reading(reader: Exchange, template: str, path: str, params: Mapping[str, str]) -> Exchange:
    names = {name: value for name, value in params.items() if f"{{{name}}}" in template}
    return replace(
        reader, method="GET", path=path, template=template, path_params=names, content=b""
    )
