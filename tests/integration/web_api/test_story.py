"""The whole loop over the API, by people with just the rights that each part takes."""

import asyncio
from typing import Any

from tests.integration.web_api.place import Place
from tests.integration.web_api.streaming import streamed
from tests.support.web import ORIGIN


def channel(design: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = next(one for one in design["channels"] if one["name"] == name)
    return found


async def test_from_import_to_rollback(place: Place) -> None:
    # The server is taken over, and two people edit the same thing.
    design = (await place.ask("designer", "POST", "/import")).json()["design"]
    first = await place.ask("designer", "PUT", "/design", {"design": design}, if_match='"0"')
    channel(design, "general")["topic"] = "From the manager"
    await place.ask("manager", "PUT", "/design", {"design": design}, if_match=first.headers["etag"])
    mine = first.json()["design"]
    channel(mine, "general")["slowmode"] = 30
    mine["roles"].insert(0, {"key": "helper", "name": "Helper", "permissions": "0"})
    conflict = await place.ask(
        "designer", "PUT", "/design", {"design": mine}, if_match=first.headers["etag"]
    )
    assert (conflict.status_code, conflict.json()["code"]) == (409, "version_conflict")
    merged = (
        await place.ask("designer", "POST", "/design/merge", {"base_version": 1, "design": mine})
    ).json()
    assert merged["conflicts"] == []
    saved = await place.ask(
        "designer",
        "PUT",
        "/design",
        {"design": merged["design"], "message": "Merge"},
        if_match=f'"{merged["version"]}"',
    )
    assert (saved.status_code, saved.json()["version"]) == (200, 3)

    # The owner plans it, chooses a part, and somebody else reviews that part.
    plan = (await place.ask("owner", "POST", "/plans", {"version": 3})).json()
    assert not plan["blocked"]
    chosen = (
        await place.ask(
            "owner", "POST", f"/plans/{plan['hash']}/choose", {"chosen": ["channel:general:update"]}
        )
    ).json()
    assert chosen["closure"] == ["channel:general:update"]
    part = chosen["plan"]["hash"]
    reviewed = await place.ask(
        "approver", "POST", f"/plans/{part}/reviews", {"verdict": "approve", "comment": "Good"}
    )
    assert reviewed.json()["reviews"][0]["comment"] == "Good"

    # It is applied and watched until its end.
    run = (await place.ask("owner", "POST", f"/plans/{part}/apply", {})).json()
    viewer = await place.client("viewer")
    url = f"{ORIGIN}{place.guild}/runs/{run['id']}/events"
    async with streamed(place.web.app, viewer, url) as stream:
        working = asyncio.create_task(place.work_at(run["id"]))
        heard = await stream.rest()
        await working
    assert (heard[0].name, heard[-1].name) == ("run", "end")
    assert (heard[-1].data["state"], heard[-1].data["verified"]) == ("succeeded", True)
    assert (place.channel("general").rate_limit_per_user, place.channel("general").topic) == (
        30,
        "From the manager",
    )

    # Somebody changes it by hand; that is seen, and undone.
    place.channel("general").rate_limit_per_user = 0
    drift = (await place.ask("viewer", "GET", "/drift")).json()
    assert drift["state"] == "drifted"
    seen = {who: (await place.ask(who, "GET", "")).json() for who in ("viewer", "designer")}
    assert seen["viewer"]["sync"] == "drifted"
    assert [step["code"] for step in seen["designer"]["next_steps"]] == ["drift"]
    assert seen["viewer"]["next_steps"] == []
    ids = [item["id"] for item in drift["items"]]
    revert = (await place.ask("owner", "POST", "/drift/revert", {"ids": ids})).json()
    undo = (await place.ask("owner", "POST", f"/plans/{revert['hash']}/apply", {})).json()
    await place.work_at(undo["id"])
    assert place.channel("general").rate_limit_per_user == 30
    assert (await place.ask("viewer", "GET", "/drift")).json()["state"] == "in_sync"

    # And all of it is gone back from.
    back = await place.ask("owner", "POST", f"/runs/{run['id']}/rollback")
    assert (back.status_code, back.json()["rollback_of"]) == (201, run["id"])
    last = (await place.ask("owner", "POST", f"/plans/{back.json()['hash']}/apply", {})).json()
    await place.work_at(last["id"])
    assert (place.channel("general").rate_limit_per_user, place.channel("general").topic) == (
        0,
        None,
    )

    # The history tells it to whoever may look.
    lines = (await place.ask("viewer", "GET", "/history?limit=100")).json()["items"]
    kinds = {line["kind"] for line in lines}
    assert {"version", "plan", "run"} <= kinds
    trail = (await place.ask("viewer", "GET", "/trail?limit=100")).json()["items"]
    assert {"blueprint.saved", "plan.made", "plan.approved", "run.ended"} <= {
        line["action"] for line in trail
    }
    assert {line["origin"] for line in trail} <= {"web", "worker", "cli", "discord"}


async def test_what_was_done_by_hand_is_taken_into_the_design(place: Place) -> None:
    design = (await place.ask("owner", "POST", "/import")).json()["design"]
    channel(design, "general")["topic"] = "Ours"
    await place.ask("owner", "PUT", "/design", {"design": design}, if_match='"0"')
    plan = (await place.ask("owner", "POST", "/plans", {})).json()
    run = (await place.ask("owner", "POST", f"/plans/{plan['hash']}/apply", {})).json()
    await place.work_at(run["id"])
    place.channel("general").name = "chat"
    drift = (await place.ask("viewer", "GET", "/drift")).json()
    ids = [item["id"] for item in drift["items"]]

    adopted = await place.ask(
        "designer", "POST", "/drift/adopt", {"ids": ids, "message": "They like it so"}
    )
    unknown = await place.ask("designer", "POST", "/drift/adopt", {"ids": ["channel:x:update"]})

    assert (adopted.status_code, adopted.headers["etag"]) == (201, '"2"')
    assert channel(adopted.json()["design"], "chat")["topic"] == "Ours"
    assert adopted.json()["message"] == "They like it so"
    assert (await place.ask("viewer", "GET", "/drift")).json()["items"] == []
    assert (unknown.status_code, unknown.json()["code"]) == (409, "drift_changed")
