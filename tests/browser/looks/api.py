"""The API by somebody's session, for bringing a guild into the state that a page shall show."""

from typing import Any

from playwright.sync_api import APIResponse, BrowserContext


class Api:
    """Paths are below the guild unless they begin with `//`, which stands for the API's root."""

    def __init__(self, context: BrowserContext, url: str, guild_id: int) -> None:
        self._request = context.request
        self._root = f"{url}/api/v1"
        self._guild = f"{self._root}/guilds/{guild_id}"
        self._headers = {"origin": url, "x-csrf-token": self.get("//me")["csrf"]}

    def get(self, path: str) -> Any:
        return _content(self._request.get(self._address(path)))

    def post(self, path: str, body: Any = None) -> Any:
        return _content(
            self._request.post(self._address(path), data=body or {}, headers=self._headers)
        )

    def save(self, design: Any, message: str) -> int:
        """A version on top of the latest; its number."""
        latest = self.get("/design")["version"] or 0
        headers = {**self._headers, "if-match": f'"{latest}"'}
        body = {"design": design, "message": message}
        answer = self._request.put(self._address("/design"), data=body, headers=headers)
        number: int = _content(answer)["version"]
        return number

    def _address(self, path: str) -> str:
        return self._root + path[1:] if path.startswith("//") else self._guild + path


def _content(answer: APIResponse) -> Any:
    assert answer.ok, answer.text()
    return answer.json()
