"""The servers somebody may work on, and how one of them stands."""

import pytest

from app.shared.application.ports.guild_gateway import DiscordUnavailable
from app.shared.domain.access.rights import Right
from tests.integration.web_api.place import Place


async def test_servers_are_listed_with_what_one_may_do_there(place: Place) -> None:
    owner = (await place.ask("owner", "GET", "/api/v1/guilds")).json()
    viewer = (await place.ask("viewer", "GET", "/api/v1/guilds")).json()
    stranger = (await place.ask("stranger", "GET", "/api/v1/guilds")).json()
    member = (await place.ask("member", "GET", "/api/v1/guilds")).json()

    (here,) = owner["manage"]
    assert (here["id"], here["level"]) == (str(place.guild_id), "Owner")
    assert here["rights"] == [right.value for right in Right]
    assert [(one["level"], one["rights"]) for one in viewer["manage"]] == [("Viewer", ["view"])]
    assert stranger["manage"] == member["manage"] == []
    assert owner["invite"] == []
    assert owner["session_guilds_read_at"] is not None


async def test_an_overview_says_how_the_server_stands(place: Place) -> None:
    answer = await place.ask("owner", "GET", "")

    found = answer.json()
    assert answer.status_code == 200
    assert (found["name"], found["sync"]) == ("Test Community", "never_applied")
    assert found["limits"]["channels"] == [3, 500]
    assert found["bot"]["missing"] == []
    assert found["bot"]["name"] == "Wright"
    assert [step["code"] for step in found["next_steps"]] == ["import", "example"]
    assert found["read_only_because"] is None


async def test_who_may_only_look_is_told_whom_to_ask(place: Place) -> None:
    found = (await place.ask("viewer", "GET", "")).json()

    assert found["rights"] == ["view"]
    assert "Ask its owner" in found["read_only_because"]
    assert found["next_steps"] == []


async def test_an_overview_stands_while_discord_does_not_answer(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(*_: object) -> None:
        raise DiscordUnavailable("Discord does not answer.", remedy="Wait a little.")

    monkeypatch.setattr(place.container.gateway(), "observe", silent)

    found = (await place.ask("owner", "GET", "")).json()

    assert found["sync_unknown_because"] == "Discord does not answer. Wait a little."
    assert (found["bot"], found["limits"], found["coverage"]) == (None, None, None)
    assert found["name"] == "Test Community"


async def test_an_overview_reads_the_server_once(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    gateway, reads = place.container.gateway(), []
    observe = gateway.observe

    async def counted(*args: object) -> object:
        reads.append(args)
        return await observe(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(gateway, "observe", counted)

    await place.ask("owner", "GET", "")

    assert len(reads) == 1


async def test_the_live_server_has_the_keys_of_the_design(place: Place) -> None:
    before = (await place.ask("viewer", "GET", "/live")).json()
    design = (await place.ask("owner", "POST", "/import")).json()["design"]
    after = (await place.ask("viewer", "GET", "/live")).json()

    assert all(channel["key"].isdecimal() for channel in before["design"]["channels"])
    assert {one["key"] for one in after["design"]["channels"]} == {
        one["key"] for one in design["channels"]
    }
    assert after["facts"]["owner_id"] == str(place.user_id("owner"))
    assert after["facts"]["roles"]["viewer"]["managed"] is False


async def test_ids_that_cannot_be_are_servers_that_are_not_there(place: Place) -> None:
    for guild_id in ("0", "-1", "x", "9223372036854775808", "1" * 40, "%00", "1.5", "0x1"):
        answer = await place.ask("owner", "GET", f"/api/v1/guilds/{guild_id}/design")

        assert (answer.status_code, answer.json()["code"]) == (404, "guild_not_found"), guild_id


async def test_a_body_that_is_too_large_is_refused(place: Place) -> None:
    text = "#" * (3 * 1024 * 1024)

    answer = await place.ask("owner", "PUT", "/design", {"text": text}, if_match='"0"')

    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    "body",
    [
        b'{"design": {"format": 1e999}}',
        b'{"design": {"format": NaN}}',
        b'{"design": {"automod": [{"key": "a", "trigger": 1, "metadata": {"x": Infinity}}]}}',
        b'{"design": {"roles": [{"key": "\\ud800", "name": "\\u0000"}]}}',
        b'{"text": "\\ud800"}',
        b'{"text": "a\\u0000b"}',
        b'{"design": ' + b"[" * 20000 + b"]" * 20000 + b"}",
        b'{"design": {"format": ' + b"9" * 5000 + b"}}",
        b"\xff\xfe{}",
        b'{"message": "\\u0000", "text": "version: 1"}',
        b"[]",
        b"null",
        b"",
    ],
    ids=lambda body: repr(body[:30]),
)
async def test_no_body_is_answered_with_a_failure_of_ours(place: Place, body: bytes) -> None:
    client = await place.client("owner")

    answer = await client.put(
        f"{place.guild}/design",
        content=body,
        headers={"content-type": "application/json", "if-match": '"0"'},
    )

    assert answer.status_code in {400, 422}, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["remedy"]


async def test_permissions_are_explained(place: Place) -> None:
    question = {
        "who": {"member": str(place.user_id("member"))},
        "channel": "general",
        "permission": "VIEW_CHANNEL",
    }

    answer = await place.ask("viewer", "POST", "/permissions/explain", question)
    unknown = await place.ask(
        "viewer", "POST", "/permissions/explain", {**question, "permission": "FLY"}
    )
    nowhere = await place.ask(
        "viewer", "POST", "/permissions/explain", {**question, "channel": "attic"}
    )
    design = await place.ask(
        "viewer",
        "POST",
        "/permissions/explain",
        {"who": {"roles": []}, "permission": "VIEW_CHANNEL", "design": "latest"},
    )

    (explained,) = answer.json()["permissions"]
    assert (explained["allowed"], explained["because"]) == (True, "granted to @everyone")
    assert (unknown.status_code, unknown.json()["code"]) == (422, "permission_unknown")
    assert (nowhere.status_code, nowhere.json()["code"]) == (404, "name_unknown")
    assert (design.status_code, design.json()["code"]) == (404, "version_not_found")


async def test_members_are_searched_by_the_beginning_of_their_name(place: Place) -> None:
    found = (await place.ask("viewer", "GET", "/members?query=view")).json()
    nobody = (await place.ask("viewer", "GET", "/members?query=")).json()

    assert [one["name"] for one in found["items"]] == ["viewer"]
    assert nobody["items"] == []


async def test_examples_are_designs_to_start_from(place: Place) -> None:
    listed = (await place.ask("stranger", "GET", "/api/v1/examples")).json()["items"]
    one = (await place.ask("stranger", "GET", "/api/v1/examples/homelab")).json()
    none = await place.ask("stranger", "GET", "/api/v1/examples/nothing")

    assert "homelab" in [example["name"] for example in listed]
    assert all(example["summary"] for example in listed)
    assert one["design"]["channels"]
    assert (none.status_code, none.json()["code"]) == (404, "example_not_found")


async def test_history_is_listed_in_pages_filtered_and_exported(place: Place) -> None:
    await place.ask("owner", "POST", "/import")
    for number in range(3):
        text = f"version: 1\nchannels: [general-{number}]\n"
        await place.ask("owner", "PUT", "/design", {"text": text}, if_match="*")

    first = (await place.ask("viewer", "GET", "/history?kind=version&limit=2")).json()
    second = (
        await place.ask("viewer", "GET", f"/history?kind=version&limit=2&cursor={first['next']}")
    ).json()
    table = await place.ask("viewer", "GET", "/history/export?format=csv")
    plain = await place.ask("viewer", "GET", "/history/export?format=json&kind=plan")
    wrong = await place.ask("viewer", "GET", "/history?kind=weather")
    stray = await place.ask("viewer", "GET", f"/trail?cursor={first['next']}")

    assert [line["kind"] for line in first["items"] + second["items"]] == ["version"] * 4
    assert second["next"] is None
    assert table.headers["content-type"].startswith("text/csv")
    assert table.text.startswith("when,kind,sentence")
    assert table.text.count("\n") >= 5
    assert plain.json() == []
    assert wrong.status_code == 422
    assert (stray.status_code, stray.json()["code"]) == (422, "cursor_invalid")


@pytest.mark.parametrize(
    ("ends", "code", "told"),
    [
        ("20265-12-24T18:00:00Z", "invalid_request", "expires_at (in the body). This is no time."),
        ("99999999999", "invalid_request", "expires_at (in the body)."),
        ("9999-12-31T23:59:59-12:00", None, "more than ten years away"),
        ("2206-12-24T18:00:00Z", None, "more than ten years away"),
    ],
)
async def test_an_end_with_a_slip_in_its_year_is_refused(
    place: Place, ends: str, code: str | None, told: str
) -> None:
    subject = {"kind": "user", "id": str(place.user_id("member"))}
    grant = {"subject": subject, "rights": ["design"], "expires_at": ends}
    token = {"name": "CI", "scopes": ["read"], "expires_at": ends}

    answers = {
        "grant_invalid": await place.ask("owner", "POST", "/grants", grant),
        "token_invalid": await place.ask("owner", "POST", "/api/v1/tokens", token),
    }

    for own, answer in answers.items():
        assert (answer.status_code, answer.json()["code"]) == (422, code or own)
        assert told in answer.json()["detail"]
        assert answer.json()["remedy"]
        if code is not None:
            (problem,) = answer.json()["problems"]
            assert problem["pointer"] == "/expires_at"
            assert problem["remedy"]


async def test_everybody_gets_rights_only_with_a_yes(place: Place) -> None:
    order = {"subject": {"kind": "role", "id": str(place.guild_id)}, "rights": ["design"]}

    asked = await place.ask("owner", "POST", "/grants", order)
    no = await place.ask("owner", "POST", "/grants", {**order, "confirm_everyone": False})
    given = await place.ask("owner", "POST", "/grants", {**order, "confirm_everyone": True})
    again = await place.ask("owner", "POST", "/grants", order)

    assert (asked.status_code, asked.json()["code"]) == (409, "everyone_not_confirmed")
    assert "confirm_everyone: true" in asked.json()["remedy"]
    assert no.status_code == 409
    assert (given.status_code, again.status_code) == (201, 201)


async def test_rights_are_granted_explained_and_revoked(place: Place) -> None:
    order = {
        "subject": {"kind": "user", "id": str(place.user_id("member"))},
        "rights": ["design"],
        "note": "For the summer",
    }

    given = await place.ask("owner", "POST", "/grants", order)
    why = await place.ask("viewer", "GET", f"/access/why?user={place.user_id('member')}")
    listed = (await place.ask("viewer", "GET", "/access")).json()
    gone = await place.ask("owner", "DELETE", f"/grants/{given.json()['id']}")
    twice = await place.ask("owner", "DELETE", f"/grants/{given.json()['id']}")
    beyond = await place.ask("granter", "POST", "/grants", order)
    past = await place.ask(
        "owner", "POST", "/grants", {**order, "expires_at": "2001-01-01T00:00:00Z"}
    )
    odd = await place.ask("owner", "POST", "/grants", {**order, "expires_at": 5})

    assert (given.status_code, given.json()["subject"]["name"]) == (201, "member")
    assert why.json()["rights"] == ["view", "design"]
    assert given.json()["id"] in [one["id"] for one in listed["grants"]]
    assert gone.status_code == 204
    assert (twice.status_code, twice.json()["code"]) == (404, "grant_not_found")
    assert (beyond.status_code, beyond.json()["code"]) == (403, "grant_refused")
    assert (past.status_code, past.json()["code"]) == (422, "grant_invalid")
    assert (odd.status_code, odd.json()["code"]) == (422, "invalid_request")


async def test_anybody_gives_up_what_was_granted_to_them_and_nothing_else(place: Place) -> None:
    def order(who: str) -> dict[str, object]:
        return {"subject": {"kind": "user", "id": str(place.user_id(who))}, "rights": ["design"]}

    own = (await place.ask("owner", "POST", "/grants", order("member"))).json()["id"]
    others = (await place.ask("owner", "POST", "/grants", order("viewer"))).json()["id"]

    refused = await place.ask("member", "DELETE", f"/grants/{others}")
    given_up = await place.ask("member", "DELETE", f"/grants/{own}")

    assert (refused.status_code, refused.json()["code"]) == (403, "grant_refused")
    assert given_up.status_code == 204


async def test_a_program_that_may_only_read_gives_nothing_up(place: Place) -> None:
    order = {
        "subject": {"kind": "user", "id": str(place.user_id("member"))},
        "rights": ["manage_access"],
    }
    own = (await place.ask("owner", "POST", "/grants", order)).json()["id"]
    answers = []
    for scopes in (["read"], ["manage"]):
        token = {"name": "a program", "scopes": scopes}
        made = await place.ask("member", "POST", "/api/v1/tokens", token)
        program = await place.program(made.json()["token"])
        answers.append(await program.delete(f"{place.guild}/grants/{own}"))

    assert [one.status_code for one in answers] == [403, 204]
    assert answers[0].json()["code"] == "scope_missing"


async def test_sessions_are_listed_and_ended(place: Place) -> None:
    listed = (await place.ask("viewer", "GET", "/api/v1/me/sessions")).json()["items"]
    unknown = await place.ask("viewer", "DELETE", "/api/v1/me/sessions/0000")
    ended = await place.ask("viewer", "DELETE", f"/api/v1/me/sessions/{listed[0]['handle']}")
    after = await place.ask("viewer", "GET", "/api/v1/me")

    assert [one["current"] for one in listed] == [True]
    assert (unknown.status_code, unknown.json()["code"]) == (404, "session_not_found")
    assert ended.status_code == 204
    assert after.status_code == 401


async def test_a_token_is_shown_once_and_says_whose_it_is(place: Place) -> None:
    made = await place.ask("owner", "POST", "/api/v1/tokens", {"name": "CI", "scopes": ["read"]})
    listed = (await place.ask("owner", "GET", "/api/v1/tokens")).json()["items"]
    program = await place.program(made.json()["token"])
    me = (await program.get("/api/v1/me")).json()

    assert made.json()["token"].startswith("gw_")
    assert [one["name"] for one in listed] == ["CI"]
    assert "token" not in listed[0]
    assert (me["user"]["id"], me["csrf"]) == (str(place.user_id("owner")), None)
