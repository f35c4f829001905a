"""Whoever did something is told by name, wherever an actor is told."""

from typing import Any

from tests.integration.web_api.place import Place
from tests.integration.web_api.streaming import streamed
from tests.support.web import ORIGIN

TEXT = "version: 1\nchannels: [{category: Lobby, channels: [general, rules, news]}]\n"


async def got(place: Place, path: str) -> Any:
    return (await place.ask("viewer", "GET", path)).json()


async def test_versions_name_who_saved_them(place: Place) -> None:
    await place.remember("owner")
    saved = await place.ask("owner", "PUT", "/design", {"text": TEXT}, if_match='"0"')

    later = await place.ask("manager", "PUT", "/design", {"text": f"{TEXT}#\n"}, if_match='"1"')
    restored = await place.ask("owner", "POST", "/versions/1/restore", {})

    assert [one.json()["author_name"] for one in (saved, later, restored)] == [
        "Owner",
        "a member who left",
        "Owner",
    ]
    listed = (await got(place, "/versions"))["items"]
    assert [one["author_name"] for one in listed] == ["Owner", "a member who left", "Owner"]
    assert (await got(place, "/versions/2"))["author_name"] == "a member who left"
    assert (await got(place, "/design"))["author_name"] == "Owner"
    assert (await got(place, ""))["design"]["author_name"] == "Owner"


async def test_a_conflict_names_who_saved_in_between(place: Place) -> None:
    await place.remember("owner")
    await place.ask("owner", "PUT", "/design", {"text": TEXT}, if_match='"0"')

    answer = await place.ask("manager", "PUT", "/design", {"text": TEXT}, if_match='"0"')

    assert answer.status_code == 409
    assert answer.json()["latest"]["author_name"] == "Owner"


async def test_plans_runs_and_reviews_name_who_made_them(place: Place) -> None:
    await place.remember("owner")
    await place.remember("approver")
    plan = (await place.ask("owner", "POST", "/plans", {"text": TEXT})).json()
    path = f"/plans/{plan['hash']}"
    await place.ask("approver", "POST", f"{path}/reviews", {"verdict": "approve"})
    run = (await place.ask("owner", "POST", f"{path}/apply", {})).json()

    shown = await got(place, path)

    assert (shown["made_by_name"], shown["reviews"][0]["by_name"]) == ("Owner", "Approver")
    assert (await got(place, "/plans"))["items"][0]["made_by_name"] == "Owner"
    assert run["requested_by_name"] == "Owner"
    assert (await got(place, f"/runs/{run['id']}"))["requested_by_name"] == "Owner"
    assert (await got(place, "/runs"))["items"][0]["requested_by_name"] == "Owner"
    assert (await got(place, ""))["runs"][0]["requested_by_name"] == "Owner"


async def test_a_run_that_is_watched_keeps_the_name(place: Place) -> None:
    await place.remember("owner")
    plan = (await place.ask("owner", "POST", "/plans", {"text": TEXT})).json()
    run = (await place.ask("owner", "POST", f"/plans/{plan['hash']}/apply", {})).json()
    events = f"{ORIGIN}{place.guild}/runs/{run['id']}/events"

    viewer = await place.client("viewer")
    async with streamed(place.web.app, viewer, events) as stream:
        first = await stream.next()
        await place.work_at(run["id"])
        rest = await stream.rest()

    assert first is not None
    whole = [first, *(one for one in rest if one.name != "step")]
    assert {one.data["requested_by_name"] for one in whole} == {"Owner"}
