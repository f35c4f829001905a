"""A browser without scripts that signs in through the embedded Discord, and works by the API."""

import time
from copy import copy
from typing import Any, Self
from urllib.parse import urlsplit

import httpx2
from results import Failed

_ENDED = {"succeeded", "failed", "cancelled", "refused"}


class Visitor:
    def __init__(self, url: str, user_id: str) -> None:
        self._url = url
        self._user_id = user_id
        self._browser = _client()
        self._csrf = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._browser.close()

    def sign_in(self) -> str:
        """Who they are then."""
        begun = self._follow(f"{self._url}/sign-in")
        form = {"user": self._user_id, "decision": "authorize"}
        page = self._browser.get(begun)
        if page.status_code != 200:
            raise Failed(f"the embedded Discord answers {page.status_code}: {page.text[:200]}")
        decided = self._browser.post(begun, data=form)
        if not decided.is_redirect:
            raise Failed(f"the embedded Discord let nobody in: {decided.status_code}")
        self._follow(str(decided.headers["location"]))
        me = self.get("/me")
        self._csrf = me["csrf"]
        return str(me["user"]["display_name"])

    def beside(self) -> "Visitor":
        """The same session in another window, for another thread."""
        other = Visitor(self._url, self._user_id)
        other._csrf = self._csrf
        for cookie in self._browser.cookies.jar:
            other._browser.cookies.jar.set_cookie(copy(cookie))
        return other

    def status(self, method: str, path: str, body: Any = None) -> str:
        """The status, or the kind of failure where there was no answer."""
        try:
            return str(self._answered(method, path, body).status_code)
        except httpx2.TransportError as error:
            return type(error).__name__

    def get(self, path: str) -> Any:
        return self._asked("GET", path)

    def post(self, path: str, body: Any = None) -> Any:
        return self._asked("POST", path, body)

    def is_signed_in(self) -> bool:
        self._send_cookies_here()
        return self._browser.get(f"{self._url}/api/v1/me").status_code == 200

    def ended(self, guild: str, run: str, within_s: float = 120) -> Any:
        """The run once it has ended. What is away for a moment is asked again."""
        until = time.monotonic() + within_s
        while time.monotonic() < until:
            try:
                shown = self.get(f"/guilds/{guild}/runs/{run}")
            except (Failed, httpx2.TransportError):
                shown = {"state": "not to be asked"}
            if shown["state"] in _ENDED:
                return shown
            time.sleep(0.3)
        raise Failed(f"the run is {shown['state']} after {within_s:.0f} s")

    def _follow(self, address: str) -> str:
        self._send_cookies_here()
        answer = self._browser.get(address)
        if not answer.is_redirect:
            path = urlsplit(address).path
            raise Failed(f"{path} leads nowhere: {answer.status_code} {answer.text[:300]}")
        return str(answer.headers["location"])

    def _asked(self, method: str, path: str, body: Any = None) -> Any:
        answer = self._answered(method, f"/api/v1{path}", body)
        if not answer.is_success:
            raise Failed(f"{method} {path}: {answer.status_code} {answer.text[:400]}")
        return answer.json()

    def _answered(self, method: str, path: str, body: Any = None) -> httpx2.Response:
        self._send_cookies_here()
        headers = {"origin": self._url, "sec-fetch-site": "same-origin"}
        if self._csrf:
            headers["x-csrf-token"] = self._csrf
        return self._browser.request(method, f"{self._url}{path}", json=body, headers=headers)

    def _send_cookies_here(self) -> None:
        """Browsers send Secure cookies to loopback addresses; this client has to be told."""
        for cookie in self._browser.cookies.jar:
            cookie.secure = False


def _client() -> httpx2.Client:
    # The proxy's certificate is of an authority of its own, which nobody knows.
    return httpx2.Client(trust_env=False, timeout=60, verify=False)
