"""`guildwright demo`: the main job in one command, and nothing of it stays behind."""

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.support.command_line import CommandLine, Running
from tests.support.processes import as_ordinary_user, processes_of, wait_until_gone

MOST_LOOKS = 400
"""Fewer than a session may ask in a minute."""


def url_and_folder(demo: Running) -> tuple[str, Path]:
    """Where the demo's server is, and the folder that is made for its commands."""
    url = re.search(r"http://\S+", demo.line_with("The server: "))
    folder = re.search(r"cd '?(.+?)'?$", demo.line_with("  cd "))
    assert url is not None
    assert folder is not None
    return url.group(), Path(folder.group(1))


def test_once_it_ends_after_the_verification_and_leaves_nothing_running(
    guildwright: CommandLine,
) -> None:
    """As somebody who is not root, in a path with a space."""
    prefix = as_ordinary_user()
    if prefix:
        os.chown(guildwright.folder, 65534, 65534)

    with guildwright.beside("demo", "--once", prefix=prefix) as demo:
        ended = demo.ended()
    wait_until_gone(processes_of(guildwright.folder))

    assert ended.code == 0, ended.both
    assert "A plan from this blueprint to the server is empty, as it must be." in ended.out
    assert "#general → #the-hearth" in ended.out
    assert "✓ create role @Storykeeper" in ended.err
    assert "Read back: the server is as the plan wanted it." in ended.out
    assert [one.name for one in (guildwright.folder / ".guildwright").iterdir()] == ["demo"]
    assert not list((guildwright.folder / ".guildwright" / "demo").glob("*/.env"))


def web_app(demo: Running) -> str:
    url = re.search(r"http://\S+", demo.line_with("Guildwright: "))
    assert url is not None
    return url.group()


@contextmanager
def signed_in_as_owner(web: str) -> Iterator[httpx2.Client]:
    """Through the sandbox's consent page."""
    with httpx2.Client(base_url=web, trust_env=False, verify=False) as browser:
        consent = browser.get("/sign-in").headers["location"]
        owner = re.search(r'name="user" value="(\d+)"', browser.get(consent).text)
        assert owner is not None
        form = {"user": owner.group(1), "decision": "authorize"}
        back = browser.post(consent, data=form).headers["location"]
        send_unencrypted(browser)
        browser.get(back)
        send_unencrypted(browser)
        yield browser


def bot_is_online(browser: httpx2.Client) -> bool:
    """It connects while the web app is served already, so it is asked more than once."""
    answers = (browser.get("/api/v1/status").json() for _ in range(MOST_LOOKS))
    return any(answer["bot"]["online"] for answer in answers)


def send_unencrypted(browser: httpx2.Client) -> None:
    """As real browsers do with cookies of this machine's own addresses."""
    for cookie in browser.cookies.jar:
        cookie.secure = False


def rename_by_hand(url: str, name: str, to: str) -> None:
    """As on the demo's page."""
    with httpx2.Client(base_url=f"{url}/sandbox", trust_env=False, verify=False) as hand:
        guilds = hand.get("/guilds").json()
        guild = next(one for one in guilds if one["name"] == "Copper Guild")
        channel = found(hand.get(f"/guilds/{guild['id']}").json(), name)
        assert hand.patch(f"/channels/{channel['id']}", json={"name": to}).status_code == 200


def found(view: Any, name: str) -> dict[str, Any]:
    """The thing of that name, wherever the page shows it."""
    for one in view.values() if isinstance(view, dict) else view:
        if isinstance(one, dict) and one.get("name") == name and "id" in one:
            return one
        if isinstance(one, dict | list) and (inner := found(one, name)):
            return inner
    return {}


def test_two_side_by_side_do_not_disturb_each_other_and_go_however_they_end(
    guildwright: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The parent of one is killed, as when make is; the other is asked to stop."""
    below_another = ("sh", "-c", '"$@" & wait', "sh")
    with (
        guildwright.beside("demo", "--with-parent", prefix=below_another) as one,
        guildwright.beside("demo") as other,
    ):
        killed = url_and_folder(one)
        web = web_app(other)
        url, folder = url_and_folder(other)
        mode = (folder / ".env").stat().st_mode & 0o777
        everything = processes_of(guildwright.folder)
        undo = other.line_with("guildwright rollback").split()[1:3]
        (orphan,) = (
            Path(f"/proc/{one.process.pid}/task/{one.process.pid}/children").read_text().split()
        )
        one.kill()
        wait_until_gone([int(orphan)])
        monkeypatch.chdir(folder)
        rename_by_hand(url, "metallurgy", "chaos")
        drift = guildwright("drift", "--detailed-exitcode")
        put_right = guildwright("apply", "--yes")
        again = guildwright("drift", "--detailed-exitcode")
        back = guildwright(*undo, "--yes", "--delete", "all")
        gone = guildwright("explain", "@Storykeeper")
        with signed_in_as_owner(web) as browser:
            me, online = browser.get("/api/v1/me"), bot_is_online(browser)
        other.ask_to_stop(signal.SIGINT)
        ended = other.ended()
    wait_until_gone(everything)

    assert killed != (url, folder)
    assert mode == 0o600
    assert me.json()["user"]["display_name"] == "Marten"
    assert me.json()["operator"] is True
    assert online
    assert drift.code == 2, drift.both
    assert "chaos" in drift.out
    assert put_right.code == 0, put_right.both
    assert again.code == 0, again.both
    assert back.code == 0, back.both
    assert 'no role "@Storykeeper"' in gone.err
    assert ended.code == 0, ended.both
    assert "Nothing of it keeps running." in ended.err
    assert "Traceback" not in ended.both
    assert not folder.exists()


def test_the_next_demo_clears_what_a_killed_one_has_left(guildwright: CommandLine) -> None:
    demos = guildwright.folder / ".guildwright" / "demo"
    with guildwright.beside("demo") as killed:
        _, folder = url_and_folder(killed)
        everything = processes_of(guildwright.folder)
        killed.kill()
    wait_until_gone(everything)
    left = (folder / ".env").exists()

    with guildwright.beside("demo", "--once") as demo:
        ended = demo.ended()

    assert left
    assert ended.code == 0, ended.both
    assert not folder.exists()
    assert not list(demos.glob("*/.env"))
