"""`python -m app.sandbox`: a sandbox in a process of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from app.sandbox.driving.humans import Humans
from tests.support.processes import wait_until_gone
from tests.support.sandbox import BotCaller

PROJECT = Path(__file__).parents[4]
PARENT = """
import subprocess, sys
child = subprocess.Popen([sys.executable, "-m", "app.sandbox", "--seed-guild", "empty",
                          "--with-parent"], stdout=subprocess.PIPE)
print(child.pid, child.stdout.readline() != b"", flush=True)
sys.stdin.read()
"""


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def introduced(process: subprocess.Popen[str]) -> dict[str, str]:
    """The line that it prints when it is ready."""
    assert process.stdout is not None
    found: dict[str, str] = json.loads(process.stdout.readline())
    return found


async def test_it_prints_one_line_of_json_with_all_that_a_client_needs() -> None:
    with started("-m", "app.sandbox") as process:
        said = introduced(process)
        bot = BotCaller(said["api"], said["token"])
        guild = (await bot.get(f"/guilds/{said['guild_id']}")).json()
        gateway = (await bot.get("/gateway")).json()
        limited = "x-ratelimit-limit" in (await bot.get("/users/@me")).headers
        await bot.close()

    assert guild["name"] == said["guild_name"] == "Copper Guild"
    assert guild["owner_id"] == said["owner_id"]
    assert gateway["url"] == said["gateway"]
    assert said["api"] == f"{said['url']}/api/v10"
    assert limited


async def test_it_says_how_to_sign_in_and_takes_the_addresses_to_come_back_to() -> None:
    uris = ("https://a.example/auth/callback", "https://b.example/auth/callback")
    words = [word for uri in uris for word in ("--redirect-uri", uri)]
    with started("-m", "app.sandbox", *words) as process:
        said = introduced(process)
        bot = BotCaller(said["api"], said["token"])
        registered = (await bot.get("/applications/@me")).json()["redirect_uris"]
        await bot.close()
        query = {"client_id": said["client_id"], "scope": "identify", "response_type": "code"}
        async with httpx2.AsyncClient(trust_env=False, verify=False) as http:
            sent = await http.post(
                said["authorize_url"],
                params={**query, "redirect_uri": uris[1]},
                data={"user": "marten", "decision": "authorize"},
            )
            tokens = await http.post(
                f"{said['url']}/api/oauth2/token",
                data={
                    "grant_type": "authorization_code",
                    "code": dict(httpx2.URL(sent.headers["location"]).params)["code"],
                    "redirect_uri": uris[1],
                },
                auth=(said["client_id"], said["client_secret"]),
            )

    assert registered == list(uris)
    assert said["client_id"] == said["application_id"]
    assert tokens.status_code == 200


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_stops_cleanly_when_it_is_told_to(number: signal.Signals) -> None:
    with started("-m", "app.sandbox", "--seed-guild", "empty") as process:
        introduced(process)
        process.send_signal(number)
        _, errors = process.communicate(timeout=20)

    assert (process.returncode, errors) == (0, "")


def test_a_port_that_is_taken_is_said_in_one_line() -> None:
    with started("-m", "app.sandbox", "--seed-guild", "empty") as first:
        port = introduced(first)["url"].rpartition(":")[2]
        with started("-m", "app.sandbox", "--seed-guild", "empty", "--port", port) as second:
            said, errors = second.communicate(timeout=20)

    assert (second.returncode, said) == (1, "")
    assert errors.startswith(f"The sandbox cannot listen on port {port}: ")
    assert len(errors.splitlines()) == 1


async def test_a_big_guild_a_token_and_no_limits_can_be_asked_for() -> None:
    sizes = ("--seed-guild", "big", "--roles", "20", "--channels", "30", "--members", "5")
    with started("-m", "app.sandbox", *sizes, "--token", "abc", "--no-rate-limits") as process:
        said = introduced(process)
        async with httpx2.AsyncClient(trust_env=False, verify=False) as client:
            path = f"{said['api']}/guilds/{said['guild_id']}"
            headers = {"Authorization": "Bot abc"}
            roles = await client.get(f"{path}/roles", headers=headers)
            channels = await client.get(f"{path}/channels", headers=headers)

    assert (len(roles.json()), len(channels.json())) == (20, 30)
    assert "x-ratelimit-limit" not in roles.headers


def test_it_dies_with_its_parent_however_that_died() -> None:
    with started("-c", PARENT) as parent:
        assert parent.stdout is not None
        pid, ready = parent.stdout.readline().split()
        parent.send_signal(signal.SIGKILL)
        wait_until_gone([int(pid)])

    assert ready == "True"


def test_it_does_not_start_for_a_parent_that_is_dead_already() -> None:
    dead_or_other = str(os.getppid())
    with started("-m", "app.sandbox", "--with-parent", dead_or_other) as process:
        said, errors = process.communicate(timeout=20)

    assert (process.returncode, said, errors) == (0, "", "")


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["--host", "0.0.0.0"], "loopback"),  # noqa: S104
        (["--host", "example.com"], "loopback"),
        (["--host", "::1"], "loopback"),
        (["--seed-guild", "silver"], "invalid choice"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(arguments: list[str], reason: str) -> None:
    with started("-m", "app.sandbox", *arguments) as process:
        _, errors = process.communicate(timeout=20)

    assert process.returncode == 2
    assert reason in errors


async def test_humans_are_driven_in_a_process_as_they_are_in_this_one() -> None:
    with started("-m", "app.sandbox") as process:
        said = introduced(process)
        bot = BotCaller(said["api"], said["token"])
        commands = [{"name": "plan", "description": "Shows what would change"}]
        await bot.put(f"/applications/{said['application_id']}/commands", commands)
        channels = (await bot.get(f"/guilds/{said['guild_id']}/channels")).json()
        general = next(each["id"] for each in channels if each["type"] == 0)
        async with Humans(said["url"]) as humans:
            owner = humans.human(said["guild_id"], general, said["owner_id"])
            offered = [each["name"] for each in await owner.commands()]
            written = await owner.write("hello")
            seen = await owner.sees("hello")
        await bot.close()

    assert offered == ["plan"]
    assert seen.id == written.id
