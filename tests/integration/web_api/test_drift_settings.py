"""What is done about drift, over the API, by people with just the rights that it takes."""

from typing import Any

from tests.integration.web_api.place import Place

SETTINGS: dict[str, Any] = {
    "channel_id": "81384788765712384",
    "quiet_hours": {"begins": "22:30", "ends": "07:00", "zone": "Europe/Vienna"},
    "ignored": [{"subject": "channel", "key": "general", "field": "topic"}],
    "auto_revert": [],
}


async def applied(place: Place) -> None:
    """The server as it is, taken over, with a slowmode for #general that a run brought there."""
    design = (await place.ask("designer", "POST", "/import")).json()["design"]
    general = next(one for one in design["channels"] if one["name"] == "general")
    general["slowmode"] = 30
    await place.ask("designer", "PUT", "/design", {"design": design}, if_match='"0"')
    plan = (await place.ask("owner", "POST", "/plans", {"version": 1})).json()
    run = (await place.ask("owner", "POST", f"/plans/{plan['hash']}/apply", {})).json()
    await place.work_at(run["id"])


async def test_settings_come_back_as_they_were_set(place: Place) -> None:
    before = (await place.ask("viewer", "GET", "/drift/settings")).json()
    assert (before["channel_id"], before["ignored"], before["stopped"]) == (None, [], [])

    answer = await place.ask("designer", "PUT", "/drift/settings", SETTINGS)

    assert answer.status_code == 200
    shown = (await place.ask("viewer", "GET", "/drift/settings")).json()
    assert {name: shown[name] for name in SETTINGS} == SETTINGS


async def test_where_it_can_be_told_is_said_by_the_keys_of_the_design(place: Place) -> None:
    design = (await place.ask("designer", "POST", "/import")).json()["design"]
    keys = {channel["key"] for channel in design["channels"]}

    shown = (await place.ask("viewer", "GET", "/drift/settings")).json()

    assert shown["channels"].keys() == keys
    assert all(number.isdecimal() for number in shown["channels"].values())


async def test_what_is_put_back_by_itself_takes_the_right_to_apply(place: Place) -> None:
    rules = {"auto_revert": [{"subject": "channel", "key": "general", "field": "slowmode"}]}

    refused = await place.ask("designer", "PUT", "/drift/settings", SETTINGS | rules)
    kept = await place.ask("owner", "PUT", "/drift/settings", SETTINGS | rules)

    assert (refused.status_code, refused.json()["code"]) == (403, "access_denied")
    assert kept.json()["auto_revert"] == rules["auto_revert"]
    assert kept.json()["revert_as"] is not None
    going_on = await place.ask("applier", "POST", "/drift/settings/go-on", {})
    assert going_on.status_code == 200


async def test_what_is_wrong_is_told_with_its_place(place: Place) -> None:
    wrong = SETTINGS | {"quiet_hours": {"begins": "22:30", "ends": "07:00", "zone": "Vienna"}}

    answer = await place.ask("designer", "PUT", "/drift/settings", wrong)

    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (422, "drift_settings_refused")
    assert [one["pointer"] for one in problem["problems"]] == ["/quiet_hours/zone"]
    assert "Europe/Vienna" in problem["problems"][0]["remedy"]


async def test_a_difference_is_shown_three_ways_and_can_be_left_alone(place: Place) -> None:
    await applied(place)
    place.channel("general").rate_limit_per_user = 10
    (item,) = (await place.ask("viewer", "GET", "/drift")).json()["items"]
    assert item["three_ways"] == [{"field": "slowmode", "live": 10, "applied": 30, "blueprint": 30}]
    assert (item["ignored"], item["trouble"], item["latest"]) == (False, None, None)

    ignored = await place.ask("designer", "POST", "/drift/ignore", {"ids": [item["id"]]})

    assert [one["state"] for one in ignored.json()] == ["ignored"]
    (again,) = (await place.ask("viewer", "GET", "/drift")).json()["items"]
    assert again["ignored"]
    page = (await place.ask("viewer", "GET", "/drift/records?limit=1")).json()
    assert [(one["id"], one["state"]) for one in page["items"]] == [(item["id"], "ignored")]
    assert page["next"] is None


async def test_the_latest_design_is_the_third_way(place: Place) -> None:
    await applied(place)
    place.channel("general").rate_limit_per_user = 10
    held = await place.ask("viewer", "GET", "/design")
    design = held.json()["design"]
    next(one for one in design["channels"] if one["name"] == "general")["slowmode"] = 60
    await place.ask("designer", "PUT", "/design", {"design": design}, if_match=held.headers["etag"])

    (item,) = (await place.ask("viewer", "GET", "/drift")).json()["items"]

    assert item["three_ways"] == [{"field": "slowmode", "live": 10, "applied": 30, "blueprint": 60}]
    assert item["latest"] == "By the latest design, not applied yet: slowmode is to be 60."
