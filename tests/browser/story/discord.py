"""The sandbox from outside: as its REST API tells of a guild, and by hand as people in it act."""

from typing import Any

import httpx2

from app.sandbox.server import Sandbox

CATEGORY = 4


class Discord:
    """`guild_id` is where the bot is from the beginning, `viewer` the page for people's hands."""

    def __init__(self, sandbox: Sandbox, token: str, guild_id: int) -> None:
        self.guild_id = guild_id
        self.viewer = sandbox.url
        headers = {"authorization": f"Bot {token}"}
        self._bot = httpx2.Client(base_url=sandbox.api, headers=headers, trust_env=False)
        self._hands = httpx2.Client(base_url=f"{sandbox.url}/sandbox", trust_env=False)

    def close(self) -> None:
        self._bot.close()
        self._hands.close()

    def channels(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._read(f"/guilds/{self.guild_id}/channels")
        return found

    def channel(self, name: str) -> dict[str, Any]:
        [found] = [one for one in self.channels() if one["name"] == name]
        return found

    def names(self) -> set[str]:
        return {one["name"] for one in self.channels()}

    def tree(self) -> dict[str, list[str]]:
        """The names of the channels of each category, top to bottom as their positions say."""
        channels = sorted(self.channels(), key=lambda one: (one["position"], int(one["id"])))
        return {
            category["name"]: [
                one["name"] for one in channels if one["parent_id"] == category["id"]
            ]
            for category in channels
            if category["type"] == CATEGORY
        }

    def roles(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self._read(f"/guilds/{self.guild_id}/roles")
        return found

    def role_id(self, name: str) -> str:
        [found] = [one["id"] for one in self.roles() if one["name"] == name]
        return str(found)

    def overwrite(self, channel: str, role: str) -> tuple[int, int]:
        """What is allowed and denied to the role there; nothing where it has no overwrite."""
        wanted = self.role_id(role)
        for one in self.channel(channel)["permission_overwrites"]:
            if one["id"] == wanted:
                return int(one["allow"]), int(one["deny"])
        return 0, 0

    def guild_called(self, name: str) -> str:
        """The id of any guild, the bot's or not."""
        [found] = [one["id"] for one in self._hand("GET", "/guilds") if one["name"] == name]
        return str(found)

    def guilds_of_bot(self) -> set[str]:
        return {one["name"] for one in self._read("/users/@me/guilds")}

    def person(self, username: str) -> int:
        [found] = [one for one in self._hand("GET", "/people") if one["username"] == username]
        return int(found["id"])

    def take_role(self, username: str, role: str) -> None:
        member = f"/guilds/{self.guild_id}/members/{self.person(username)}"
        self._hand("DELETE", f"{member}/roles/{self.role_id(role)}")

    def rename_channel(self, name: str, to: str) -> None:
        """By hand."""
        self._hand("PATCH", f"/channels/{self.channel(name)['id']}", {"name": to})

    def rename_as_bot(self, name: str, to: str) -> None:
        _content(self._bot.patch(f"/channels/{self.channel(name)['id']}", json={"name": to}))

    def _read(self, path: str) -> Any:
        return _content(self._bot.get(path))

    def _hand(self, method: str, path: str, form: dict[str, Any] | None = None) -> Any:
        return _content(self._hands.request(method, path, json=form))


def _content(answer: httpx2.Response) -> Any:
    assert answer.status_code < 400, answer.text
    return answer.json() if answer.content else None
