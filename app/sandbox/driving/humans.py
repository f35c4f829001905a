"""Drives humans in a running sandbox: what people click and type, for tests.

Everything goes over the sandbox's own HTTP, as its page does it, so that it works the same for a
sandbox in this process, in a thread, and in a process of its own.
"""

import base64
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any, Self

import httpx2

from app.sandbox.driving.sent import NotAnswered, OpenModal, Refused, SeenMessage

PATIENCE_S = 10.0
"""Real seconds. What is waited for comes within milliseconds, or not at all."""


class Humans:
    """All who can be driven in one sandbox. Used as `async with Humans(sandbox.url) as humans`."""

    def __init__(self, url: str) -> None:
        self._http = httpx2.AsyncClient(
            base_url=f"{url}/sandbox", trust_env=False, verify=False, timeout=60.0
        )

    def human(self, guild_id: int | str, channel_id: int | str, user_id: int | str) -> "Human":
        """Somebody who looks at one channel. Nothing is checked before they do something."""
        return Human(self._http, f"/guilds/{guild_id}/channels/{channel_id}/as/{user_id}")

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._http.aclose()


class Human:
    """Everything raises Refused where Discord's client would not let it be done."""

    def __init__(self, http: httpx2.AsyncClient, place: str) -> None:
        self._http = http
        self._place = place

    async def messages(self) -> list[SeenMessage]:
        """What they see, the oldest first; with what only they see."""
        seen = await _call(self._http, "GET", f"{self._place}/messages")
        return [SeenMessage(each) for each in seen["messages"]]

    async def sees(
        self, wanted: str | Callable[[SeenMessage], bool], within_s: float = PATIENCE_S
    ) -> SeenMessage:
        """The latest message that says `wanted` or of which it is true, once there is one."""

        def fits(message: SeenMessage) -> bool:
            return wanted in message.text if isinstance(wanted, str) else wanted(message)

        version, waits = -1, max(1, round(within_s))
        for _ in range(waits):
            query = f"?newer_than={version}&wait={within_s / waits}"
            seen = await _call(self._http, "GET", f"{self._place}/messages{query}")
            version = seen["version"]
            found = [each for each in map(SeenMessage, seen["messages"]) if fits(each)]
            if found:
                return found[-1]
        raise NotAnswered(f"Nothing to see of {wanted!r} within {within_s} s.")

    async def commands(self) -> list[dict[str, Any]]:
        """The commands that they are offered here, as Discord's JSON."""
        found: list[dict[str, Any]] = await _call(self._http, "GET", f"{self._place}/commands")
        return found

    async def use(self, path: str, **options: Any) -> "Doing":
        """A slash command: `use("drift list", page=2)`. Options by name: text, numbers, booleans,
        ids of users, roles, channels and uploads.
        """
        return await self._doing("/commands", {"path": path, "options": options})

    async def type(self, path: str, focused: str, **options: Any) -> list[dict[str, Any]]:
        """Types into the option `focused`; the choices that come of it."""
        form = {"path": path, "options": options, "focused": focused}
        doing = await self._doing("/commands", form)
        return await doing.choices()

    async def use_menu(self, name: str, target_id: int) -> "Doing":
        """A command of the menu of a member or a message."""
        return await self._doing("/menus", {"name": name, "target_id": str(target_id)})

    async def press(self, message: SeenMessage, name: str) -> "Doing":
        """A button, by custom id or label."""
        return await self._touch(message, {"custom_id": message.custom_id(name)})

    async def select(self, message: SeenMessage, name: str, values: Sequence[str | int]) -> "Doing":
        """Values of options, or ids of users, roles and channels."""
        form = {"custom_id": message.custom_id(name), "values": [str(each) for each in values]}
        return await self._touch(message, form)

    async def submit(self, modal: OpenModal, **values: Any) -> "Doing":
        """By custom id: text, or a list for selects. What is left out stays as it was prefilled."""
        path = f"/interactions/{modal.interaction_id}/modal"
        begun = await _call(self._http, "POST", path, {"values": values})
        return Doing(self._http, begun)

    async def close(self, modal: OpenModal) -> None:
        await _call(self._http, "DELETE", f"/interactions/{modal.interaction_id}/modal")

    async def upload(self, filename: str, content: bytes) -> int:
        """A file for an option of a command: the id to give to it."""
        form = {"filename": filename, "content": base64.b64encode(content).decode()}
        stored = await _call(self._http, "POST", f"{self._place}/files", form)
        return int(stored["id"])

    async def write(self, content: str) -> SeenMessage:
        """A plain message into the channel."""
        form = {"content": content}
        return SeenMessage(await _call(self._http, "POST", f"{self._place}/messages", form))

    async def dismiss(self, message: SeenMessage) -> None:
        """Puts away what only they see; deletes any other message, where they may."""
        await _call(self._http, "DELETE", f"{self._place}/messages/{message.id}")

    async def _touch(self, message: SeenMessage, form: dict[str, Any]) -> "Doing":
        return await self._doing(f"/messages/{message.id}/components", form)

    async def _doing(self, path: str, form: dict[str, Any]) -> "Doing":
        return Doing(self._http, await _call(self._http, "POST", self._place + path, form))


class Doing:
    """One interaction, and what came of it. `view` is how the sandbox last told of it."""

    def __init__(self, http: httpx2.AsyncClient, view: dict[str, Any]) -> None:
        self._http = http
        self.view = view

    @property
    def id(self) -> int:
        return int(self.view["id"])

    async def settled(self, *, follow_ups: int = 0, within_s: float = PATIENCE_S) -> dict[str, Any]:
        """Once it is answered for good. NotAnswered after 3 s of the sandbox's clock without an
        answer, or after `within_s` real seconds.
        """
        query = f"?wait={within_s}&follow_ups={follow_ups}"
        self.view = await _call(self._http, "GET", f"/interactions/{self.id}{query}")
        if self.view["state"] == "failed":
            raise NotAnswered("The application did not respond.")
        if self.view["state"] != "answered" or len(self.view["follow_ups"]) < follow_ups:
            raise NotAnswered(f"Still {self.view['state']} after {within_s} s.")
        return self.view

    async def answer(self) -> SeenMessage:
        """The first answer: the new message, or the one that was changed."""
        view = await self.settled()
        if view["message"] is None:
            raise NotAnswered(f"It was answered without a message (type {view['callback']}).")
        return SeenMessage(view["message"])

    async def follow_ups(self, count: int = 1) -> list[SeenMessage]:
        """Once there are so many."""
        view = await self.settled(follow_ups=count)
        return [SeenMessage(each) for each in view["follow_ups"]]

    async def modal(self) -> OpenModal:
        view = await self.settled()
        found = view["modal"]
        if found is None:
            raise NotAnswered(f"It was answered without a modal (type {view['callback']}).")
        return OpenModal(self.id, found["custom_id"], found["title"], found["components"])

    async def choices(self) -> list[dict[str, Any]]:
        """Of an autocomplete: `name` and `value` of each."""
        view = await self.settled()
        return list(view["choices"] or [])


async def _call(
    http: httpx2.AsyncClient, method: str, path: str, form: dict[str, Any] | None = None
) -> Any:
    answer = await http.request(method, path, json=form)
    if answer.status_code < 400:
        return answer.json() if answer.content else None
    body = answer.json()
    text = "; ".join(_leaves(body.get("errors", {}))) or body.get("message", answer.text)
    raise Refused(answer.status_code, body.get("code", 0), text, body)


def _leaves(tree: Any, path: str = "") -> list[str]:
    if not isinstance(tree, dict):
        return []
    found = [f"{path}: {each['message']}" for each in tree.get("_errors", [])]
    for key, value in tree.items():
        if key != "_errors":
            found += _leaves(value, f"{path}.{key}" if path else key)
    return found
