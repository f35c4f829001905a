#!/usr/bin/env python3
"""Whether the process in this container can do its work, asked from inside of it: exit code 0 or 1.

`healthcheck web`: it answers, and both PostgreSQL and Redis tell it who somebody is.
`healthcheck bot`: its /readyz is 200, so it hears Discord on every shard.
`healthcheck sandbox`: the embedded Discord answers.

Needs no curl and no import outside the standard library, since it runs every few seconds.
"""

import http.client
import os
import sys
from urllib.parse import urlsplit

WITHIN_S = 6.0
NOBODYS_TOKEN = "gw_" + "0" * 43
"""Has the form of a token, so that the database is asked whose it is. It is nobody's."""
NOBODYS_SESSION = "__Host-gw=healthcheck"
"""The same for sessions, which lie in Redis."""


class Unwell(Exception):
    """Says what does not work."""


def main(arguments: list[str]) -> int:
    looks = {"web": web, "bot": bot, "sandbox": sandbox}
    if len(arguments) != 1 or arguments[0] not in looks:
        sys.stderr.write("usage: healthcheck web|bot|sandbox\n")
        return 1
    try:
        looks[arguments[0]]()
    except (Unwell, OSError, http.client.HTTPException) as wrong:
        sys.stdout.write(f"{wrong or type(wrong).__name__}\n")
        return 1
    return 0


def web() -> None:
    """401 means that somebody was looked up and not found; what cannot look anybody up says 503."""
    port = int(os.environ.get("WEB_PORT") or 8000)
    host = urlsplit(os.environ.get("WEB_PUBLIC_URL") or "http://127.0.0.1:8000").netloc
    for what, header in (
        ("the database", ("Authorization", f"Bearer {NOBODYS_TOKEN}")),
        ("Redis", ("Cookie", NOBODYS_SESSION)),
    ):
        status, _ = asked(port, "/api/v1/me", {"Host": host, header[0]: header[1]})
        if status != http.client.UNAUTHORIZED:
            raise Unwell(f"The web app answered {status} when it had to ask {what}.")


def bot() -> None:
    port = int(os.environ.get("BOT_PORT") or 8001)
    status, body = asked(port, "/readyz", {"Host": "127.0.0.1"})
    if status != http.client.OK:
        raise Unwell(f"The bot is not ready: {body[:500]}")


def sandbox() -> None:
    """Its page, by the name that browsers use: pages answer to loopback names with a port."""
    status, _ = asked(8090, "/", {"Host": "127.0.0.1:8090"})
    if status != http.client.OK:
        raise Unwell(f"The sandbox answered {status}.")


def asked(port: int, path: str, headers: dict[str, str]) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=WITHIN_S)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode("utf-8", errors="replace")
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
