"""What the sandbox answers to a human: messages, modals, and refusals."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_EPHEMERAL, _LOADING = 1 << 6, 1 << 7


class Refused(Exception):
    """Discord's client would not have let the human do this; `code` as Discord's, the text why."""

    def __init__(self, status: int, code: int, message: str, body: dict[str, Any]) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.body = body


class NotAnswered(Exception):
    """The human sees "The application did not respond", or nothing came in time."""


@dataclass(frozen=True, slots=True)
class SeenMessage:
    """A message as its reader sees it. `payload` is Discord's own JSON."""

    payload: dict[str, Any]

    @property
    def id(self) -> int:
        return int(self.payload["id"])

    @property
    def content(self) -> str:
        return str(self.payload["content"])

    @property
    def embeds(self) -> list[dict[str, Any]]:
        return list(self.payload["embeds"])

    @property
    def attachments(self) -> list[dict[str, Any]]:
        return list(self.payload["attachments"])

    @property
    def is_ephemeral(self) -> bool:
        return bool(self.payload["flags"] & _EPHEMERAL)

    @property
    def is_loading(self) -> bool:
        return bool(self.payload["flags"] & _LOADING)

    @property
    def components(self) -> list[dict[str, Any]]:
        """All of them, also those inside others, in the order in which they are shown."""
        return list(_every(self.payload["components"]))

    @property
    def labels(self) -> list[str]:
        """What the buttons say."""
        return [each.get("label", "") for each in self.components if each["type"] == 2]

    @property
    def text(self) -> str:
        """Everything there is to read: content, embeds, text displays."""
        said = [self.content]
        for embed in self.embeds:
            said += [embed.get("title", ""), embed.get("description", "")]
            for field in embed.get("fields", ()):
                said += [field["name"], field["value"]]
            said.append(embed.get("footer", {}).get("text", ""))
        said += [each["content"] for each in self.components if each["type"] == 10]
        return "\n".join(filter(None, said))

    def custom_id(self, name: str) -> str:
        """Of the component that is called so, or that bears this label."""
        for each in self.components:
            if "custom_id" in each and name in (each["custom_id"], each.get("label")):
                return str(each["custom_id"])
        raise KeyError(f"The message has nothing called {name}: {self.labels}")


@dataclass(frozen=True, slots=True)
class OpenModal:
    """`inputs` are its text inputs and selects, with their custom ids."""

    interaction_id: int
    custom_id: str
    title: str
    components: list[dict[str, Any]]

    @property
    def inputs(self) -> list[dict[str, Any]]:
        return [each for each in _every(self.components) if "custom_id" in each]


def _every(components: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for each in components:
        yield each
        yield from _every(each.get("components", []))
        yield from _every([each[key] for key in ("accessory", "component") if key in each])
