"""How the installation is, for its operator; and what anybody is told of it."""

import pytest

from app.shared.application.ports.backup_records import BackupRecord, RestoreCheck
from app.shared.application.ports.log_lines import LogLine
from tests.integration.web_api.place import Place
from tests.support.builders import NOON

SECRET = "gw_" + "a" * 43


async def test_everybody_sees_whether_the_bot_is_there(place: Place) -> None:
    answer = await place.ask("stranger", "GET", "/api/v1/status")

    assert answer.json()["bot"] == {"online": False, "latency_ms": None, "seen_at": None}
    assert answer.json()["version"]


async def test_the_operator_sees_what_runs(place: Place) -> None:
    system = (await place.ask("operator", "GET", "/api/v1/system")).json()

    assert system["database"]["ok"] is True
    assert system["database"]["version"]
    assert system["redis"]["ok"] is True
    assert system["workers"] == {"connected": False, "connections": 0}
    assert system["queue"] == {"queued": 0, "running": 0, "paused": 0, "oldest_since": None}


async def test_without_any_backup_the_operator_is_told_how_to_make_one(place: Place) -> None:
    backup = (await place.ask("operator", "GET", "/api/v1/system")).json()["backup"]

    assert (backup["ok"], backup["made_at"], backup["file"]) == (False, None, "")
    assert "no backup" in backup["what"]
    assert "guildwright backup" in backup["remedy"]


async def test_the_operator_sees_what_became_of_the_last_backup(place: Place) -> None:
    records = place.container.backup_records()
    good = BackupRecord(at=NOON, file="one.tar", size_bytes=7, check=RestoreCheck.RESTORED)

    await records.add(good)
    told = (await place.ask("operator", "GET", "/api/v1/system")).json()["backup"]
    await records.add(BackupRecord(at=NOON, trouble="The disk is full."))
    failed = (await place.ask("operator", "GET", "/api/v1/system")).json()["backup"]

    assert told["ok"] is told["restored_as_a_trial"] is True
    assert (told["file"], told["size_bytes"], told["encrypted"]) == ("one.tar", 7, False)
    assert failed["ok"] is False
    assert "The disk is full." in failed["what"]
    assert (failed["file"], failed["restored_as_a_trial"]) == ("", None)


async def test_the_doctor_looks_at_everything(place: Place) -> None:
    checks = (await place.ask("operator", "GET", "/api/v1/system/doctor")).json()["checks"]

    found = {one["name"]: one["health"] for one in checks}
    assert (found["database"], found["token"]) == ("good", "good")


async def test_an_error_of_ours_is_found_again_by_its_reference_without_secrets(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: object) -> None:
        raise RuntimeError(f"it broke with {SECRET}")

    monkeypatch.setattr(place.container.guild_directory(), "find", broken)
    failed = await place.ask("owner", "GET", "/waiting")
    reference = failed.json()["reference"]

    found = await place.ask("operator", "GET", f"/api/v1/system/errors/{reference}")
    while not found.json()["lines"]:
        # Lines are kept beside the answers, and may come after them.
        found = await place.ask("operator", "GET", f"/api/v1/system/errors/{reference}")

    assert (failed.status_code, failed.json()["code"]) == (500, "unexpected")
    assert "it broke" not in failed.text
    (line,) = found.json()["lines"]
    assert line["level"] == "error"
    assert "it broke with" in line["exception"]
    assert SECRET not in found.text


def a_line(number: int, level: str = "info", **fields: str) -> LogLine:
    return LogLine(
        at=NOON, level=level, process="bot", logger="app", event=f"line {number}", fields=fields
    )


async def test_the_log_is_looked_through_a_page_at_a_time(place: Place) -> None:
    await place.container.log_lines().keep([a_line(number) for number in range(3)])
    route = "/api/v1/system/log"

    first = (await place.ask("operator", "GET", f"{route}?limit=2")).json()
    rest = (await place.ask("operator", "GET", f"{route}?limit=2&cursor={first['next']}")).json()

    assert [one["event"] for one in first["items"]] == ["line 2", "line 1"]
    assert [one["event"] for one in rest["items"]] == ["line 0"]
    assert rest["next"] is None
    assert first["items"][0]["process"] == "bot"


async def test_the_log_is_looked_through_by_reference_and_level(place: Place) -> None:
    lines = [a_line(1, run_id="a1b2"), a_line(2, "error", run_id="a1b2"), a_line(3, "error")]
    await place.container.log_lines().keep(lines)
    route = "/api/v1/system/log"

    of_run = (await place.ask("operator", "GET", f"{route}?reference=a1b2")).json()
    bad = (await place.ask("operator", "GET", f"{route}?reference=a1b2&level=warning")).json()

    assert [one["event"] for one in of_run["items"]] == ["line 2", "line 1"]
    assert [one["event"] for one in bad["items"]] == ["line 2"]


async def test_nothing_stands_behind_a_reference_that_was_never_shown(place: Place) -> None:
    for reference in ("0123456789", "nothing", "0000000000000000-3", "-", "a-"):
        answer = await place.ask("operator", "GET", f"/api/v1/system/errors/{reference}")

        assert (answer.status_code, answer.json()) == (200, {"lines": []})


async def test_the_operator_keeps_a_server_out_and_lets_it_in_again(place: Place) -> None:
    async def decide(decision: str) -> str:
        answer = await place.ask(
            "operator", "PUT", f"/api/v1/system/guilds/{place.guild_id}/admission",
            {"decision": decision},
        )  # fmt: skip
        return str(answer.json()["standing"])

    listed = (await place.ask("operator", "GET", "/api/v1/system/guilds")).json()
    assert listed["mode"] == "open"
    standings = {one["id"]: one["standing"] for one in listed["items"]}
    assert standings[str(place.guild_id)] == "admitted"

    assert await decide("refused") == "refused"
    refused = await place.ask("owner", "GET", "")
    assert (refused.status_code, refused.json()["code"]) == (403, "guild_refused")
    assert await decide("admitted") == "admitted"
    assert (await place.ask("owner", "GET", "")).status_code == 200


async def test_what_is_no_server_of_the_bots_cannot_be_decided_about(place: Place) -> None:
    answer = await place.ask(
        "operator", "PUT", "/api/v1/system/guilds/7/admission", {"decision": "admitted"}
    )

    assert (answer.status_code, answer.json()["code"]) == (404, "guild_unknown")
