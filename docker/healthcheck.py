#!/usr/bin/env python3
"""Whether the process in this container can do its work, asked from inside of it: exit code 0 or 1.

`healthcheck web`: its /readyz is 200, so it answers, and database, schema and Redis are there.
`healthcheck bot`: the same, and it hears Discord on every shard.
`healthcheck worker`: as for the web app.
`healthcheck sandbox`: the embedded Discord answers.

Needs no curl and no import outside the standard library, since it runs every few seconds.
"""

import http.client
import os
import sys

WITHIN_S = 6.0
PORTS = {
    "web": ("WEB_PORT", 8000),
    "bot": ("BOT_PORT", 8001),
    "worker": ("WORKER_METRICS_PORT", 8003),
}


class Unwell(Exception):
    """Says what does not work."""


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0] not in (*PORTS, "sandbox"):
        sys.stderr.write("usage: healthcheck web|bot|worker|sandbox\n")
        return 1
    try:
        sandbox() if arguments[0] == "sandbox" else ready(arguments[0])
    except (Unwell, OSError, http.client.HTTPException) as wrong:
        sys.stdout.write(f"{wrong or type(wrong).__name__}\n")
        return 1
    return 0


def ready(who: str) -> None:
    variable, usual = PORTS[who]
    port = int(os.environ.get(variable) or usual)
    status, body = asked(port, "/readyz", {"Host": "127.0.0.1"})
    if status != http.client.OK:
        raise Unwell(f"The {who} is not ready: {body[:500]}")


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
