"""Plans over HTTP: made, looked at, cut down, reviewed, applied, gone back from."""

from typing import Any

import httpx2

from tests.integration.web_api.place import Place

TEXT = """\
version: 1
unmanaged: {roles: keep, channels: delete}
roles: [Helper]
channels:
  - category: Lobby
    channels:
      - text: general
        topic: Come in
      - text: help
        access: private to helper
"""


async def planned(place: Place, who: str = "manager", text: str = TEXT) -> dict[str, Any]:
    await place.ask("owner", "POST", "/import")
    answer = await place.ask(who, "POST", "/plans", {"text": text})
    assert answer.status_code == 201, answer.text
    found: dict[str, Any] = answer.json()
    return found


def doomed(plan: dict[str, Any]) -> list[str]:
    return [change["id"] for change in plan["changes"] if change["risk"] == "destructive"]


def problem(answer: httpx2.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    return answer.status_code, answer.json()["code"]


async def test_a_plan_says_in_words_what_would_change(place: Place) -> None:
    plan = await planned(place, "owner")

    titles = {c["title"]: c["sign"] for group in plan["groups"] for c in group["changes"]}
    assert titles == {"@Helper": "+", "#general": "~", "#help": "+", "#rules": "−"}
    assert plan["requester"]["display_name"] == "Owner"
    assert plan["cost_text"].startswith("4 calls") or "calls" in plan["cost_text"]
    assert plan["run_id"] is None
    assert plan["review_policy"] == {
        "two_person": False, "have": 0, "need": 0, "rejected": False, "ready": True
    }  # fmt: skip
    assert (await place.ask("viewer", "GET", f"/plans/{plan['hash']}")).json()["hash"] == plan[
        "hash"
    ]
    assert (await place.ask("viewer", "GET", f"/plans/{plan['hash'][:12]}")).status_code == 200


async def test_nobody_plans_what_they_could_not_do_by_hand(place: Place) -> None:
    plan = await planned(place, "designer")

    assert plan["blocked"] is True
    assert any(finding["code"].startswith("requester_") for finding in plan["findings"])


async def test_the_latest_version_is_planned_where_nothing_else_is_named(place: Place) -> None:
    nothing = await place.ask("owner", "POST", "/plans", {})
    await place.ask("owner", "PUT", "/design", {"text": TEXT}, if_match='"0"')
    plan = await place.ask("owner", "POST", "/plans", {})
    again = await place.ask("owner", "POST", "/plans", {"version": 1})
    never = await place.ask("owner", "POST", "/plans", {"version": 9})

    assert problem(nothing) == problem(never) == (404, "version_not_found")
    assert plan.json()["blueprint_version"] == again.json()["blueprint_version"] == 1
    assert plan.json()["origin_text"] == "from version 1"


async def test_a_plan_is_ordered_in_one_way_only(place: Place) -> None:
    both = await place.ask("owner", "POST", "/plans", {"version": 1, "text": TEXT})
    wrong = await place.ask("owner", "POST", "/plans", {"text": "version: 1\nroles: 3\n"})
    unknown = await place.ask("owner", "POST", "/plans", {"text": TEXT, "selected": ["role:x:y"]})

    assert problem(both) == (422, "invalid_request")
    assert problem(wrong) == (422, "blueprint_refused")
    assert problem(unknown) == (422, "change_unknown")


async def test_plans_are_listed_in_pages(place: Place) -> None:
    plans = [await planned(place, "owner", f"{TEXT}# {n}\n") for n in range(3)]

    first = (await place.ask("viewer", "GET", "/plans?limit=2")).json()
    second = (await place.ask("viewer", "GET", f"/plans?limit=2&cursor={first['next']}")).json()

    listed = first["items"] + second["items"]
    assert len(listed) == len(plans)
    assert [one["made_at"] for one in listed] == sorted(
        (one["made_at"] for one in listed), reverse=True
    )
    assert second["next"] is None
    assert listed[0]["destructive"] == 1
    assert listed[0]["made_by"] == f"user:{place.user_id('owner')}"


async def test_what_is_chosen_brings_along_what_it_needs(place: Place) -> None:
    plan = await planned(place, "owner")

    answer = await place.ask(
        "owner", "POST", f"/plans/{plan['hash']}/choose", {"chosen": ["channel:help:create"]}
    )
    nothing = await place.ask("owner", "POST", f"/plans/{plan['hash']}/choose", {"chosen": []})
    unknown = await place.ask("owner", "POST", f"/plans/{plan['hash']}/choose", {"chosen": ["x"]})

    chosen = answer.json()
    assert chosen["closure"] == ["channel:help:create", "role:helper:create"]
    assert sorted(change["id"] for change in chosen["plan"]["changes"]) == chosen["closure"]
    assert chosen["plan"]["part_of"] == plan["hash"]
    assert (nothing.json()["closure"], nothing.json()["plan"]) == ([], None)
    assert problem(unknown) == (422, "change_unknown")


async def test_a_plan_that_no_longer_holds_says_why_and_is_made_again(place: Place) -> None:
    plan = await planned(place, "owner")
    before = await place.ask("viewer", "GET", f"/plans/{plan['hash']}/changed")
    place.channel("general").name = "chat"

    after = await place.ask("viewer", "GET", f"/plans/{plan['hash']}/changed")
    again = await place.ask("owner", "POST", f"/plans/{plan['hash']}/refresh")

    assert before.json()["sentences"] == []
    assert len(after.json()["sentences"]) == 1
    assert "chat" in after.json()["sentences"][0]
    assert again.status_code == 201
    assert again.json()["changed"] == after.json()["sentences"]
    assert again.json()["hash"] != plan["hash"]


async def test_a_plan_is_applied_by_who_may_and_confirms_each_loss(place: Place) -> None:
    plan = await planned(place, "owner")
    path = f"/plans/{plan['hash']}/apply"

    unconfirmed = await place.ask("owner", "POST", path, {})
    applied = await place.ask("owner", "POST", path, {"confirmed": doomed(plan)})
    twice = await place.ask("owner", "POST", path, {"confirmed": doomed(plan)})

    assert problem(unconfirmed) == (409, "destruction_not_confirmed")
    assert [one["id"] for one in unconfirmed.json()["unconfirmed"]] == doomed(plan)
    assert (applied.status_code, applied.json()["state"]) == (201, "queued")
    assert problem(twice)[0] == 409
    shown = (await place.ask("viewer", "GET", f"/plans/{plan['hash']}")).json()
    assert (shown["run_id"], shown["run_state"]) == (applied.json()["id"], "queued")


async def test_a_plan_with_something_in_its_way_is_not_applied(place: Place) -> None:
    blocked = await planned(place, "designer")
    empty = await place.ask("owner", "POST", "/plans", {"text": "version: 1\n"})

    refused = await place.ask("owner", "POST", f"/plans/{blocked['hash']}/apply", {})
    nothing = await place.ask("owner", "POST", f"/plans/{empty.json()['hash']}/apply", {})

    assert problem(refused) == (409, "plan_blocked")
    assert refused.json()["findings"]
    assert problem(nothing) == (409, "plan_empty")


async def test_reviews_are_kept_and_a_rejection_stands_in_the_way(place: Place) -> None:
    plan = await planned(place, "owner")
    path = f"/plans/{plan['hash']}"

    rejected = await place.ask(
        "approver", "POST", f"{path}/reviews", {"verdict": "reject", "comment": "Not #rules"}
    )
    refused = await place.ask("owner", "POST", f"{path}/apply", {"confirmed": doomed(plan)})
    withdrawn = await place.ask("approver", "POST", f"{path}/reviews", {"verdict": "withdraw"})
    nothing = await place.ask("approver", "POST", f"{path}/reviews", {"verdict": "withdraw"})
    long = await place.ask(
        "approver", "POST", f"{path}/reviews", {"verdict": "approve", "comment": "x" * 1999}
    )

    (review,) = rejected.json()["reviews"]
    assert (rejected.status_code, review["verdict"], review["comment"]) == (
        201, "reject", "Not #rules"
    )  # fmt: skip
    assert review["by"]["id"] == str(place.user_id("approver"))
    assert problem(refused) == (409, "plan_rejected")
    assert withdrawn.json()["reviews"] == []
    assert problem(nothing) == (409, "nothing_to_withdraw")
    assert long.status_code in {201, 422}


async def test_a_plan_that_is_not_there_is_named_as_plans_are(place: Place) -> None:
    whole = await place.ask("viewer", "GET", f"/plans/{'ab' * 32}")
    short = await place.ask("viewer", "GET", "/plans/abababab")

    assert problem(whole) == problem(short) == (404, "plan_not_found")
    assert whole.json()["detail"] == "There is no plan abababababab… of this server."
    assert short.json()["detail"] == "There is no plan abababab of this server."


async def test_what_was_said_is_told_without_the_plan(place: Place) -> None:
    plan = await planned(place, "owner")
    path = f"/plans/{plan['hash']}"
    await place.ask("approver", "POST", f"{path}/reviews", {"verdict": "approve"})

    said = (await place.ask("viewer", "GET", f"{path}/reviews")).json()
    whole = (await place.ask("viewer", "GET", path)).json()
    run = await place.ask("owner", "POST", f"{path}/apply", {"confirmed": doomed(plan)})
    after = (await place.ask("viewer", "GET", f"{path}/reviews")).json()
    unknown = await place.ask("viewer", "GET", f"/plans/{'ab' * 32}/reviews")

    assert said == {field: whole[field] for field in said}
    assert (said["reviews"][0]["by"]["display_name"], said["run_id"]) == ("approver", None)
    assert (after["run_id"], after["run_state"]) == (run.json()["id"], "queued")
    assert problem(unknown) == (404, "plan_not_found")


async def test_two_people_are_needed_where_they_agreed_on_it(place: Place) -> None:
    policy = {"two_person_from": "low", "default_managers": True}
    await place.ask("owner", "PUT", "/policy", policy)
    plan = await planned(place, "owner")
    path = f"/plans/{plan['hash']}"

    alone = await place.ask("owner", "POST", f"{path}/apply", {"confirmed": doomed(plan)})
    await place.ask("owner", "POST", f"{path}/reviews", {"verdict": "approve"})
    by_self = await place.ask("owner", "POST", f"{path}/apply", {"confirmed": doomed(plan)})
    await place.ask("approver", "POST", f"{path}/reviews", {"verdict": "approve"})
    shown = (await place.ask("owner", "GET", path)).json()
    together = await place.ask("owner", "POST", f"{path}/apply", {"confirmed": doomed(plan)})

    assert problem(alone) == problem(by_self) == (409, "second_person_needed")
    assert shown["review_policy"]["two_person"] is True
    assert shown["review_policy"]["have"] == 1
    assert together.status_code == 201


async def test_a_run_is_listed_steered_and_gone_back_from(place: Place) -> None:
    plan = await planned(place, "owner")
    applied = await place.ask(
        "owner", "POST", f"/plans/{plan['hash']}/apply", {"confirmed": doomed(plan)}
    )
    run = f"/runs/{applied.json()['id']}"

    paused = await place.ask("owner", "POST", f"{run}/pause")
    resumed = await place.ask("owner", "POST", f"{run}/resume")
    await place.work_at(applied.json()["id"])
    ended = (await place.ask("viewer", "GET", run)).json()
    late = await place.ask("owner", "POST", f"{run}/cancel")
    listed = (await place.ask("viewer", "GET", "/runs")).json()
    back = await place.ask("owner", "POST", f"{run}/rollback")

    assert (paused.json()["wish"], resumed.json()["wish"]) == ("pause", "go_on")
    assert (ended["state"], ended["verified"]) == ("succeeded", True)
    assert {step["state"] for step in ended["steps"]} <= {"done", "unnecessary"}
    assert ended["report"]["sentences"][-1] == "Read back: the server is as the plan wanted it."
    assert problem(late) == (409, "run_ended")
    assert [one["id"] for one in listed["items"]] == [ended["id"]]
    assert back.status_code == 201
    assert back.json()["rollback_of"] == ended["id"]
    assert back.json()["labels"], "what was deleted does not come back as it was"


async def test_who_may_roll_back_steers_the_way_back_and_no_other_run(place: Place) -> None:
    plan = await planned(place, "owner")
    there = await place.ask(
        "owner", "POST", f"/plans/{plan['hash']}/apply", {"confirmed": doomed(plan)}
    )
    refused = await place.ask("reverter", "POST", f"/runs/{there.json()['id']}/pause")
    await place.work_at(there.json()["id"])
    way_back = (await place.ask("owner", "POST", f"/runs/{there.json()['id']}/rollback")).json()
    back = await place.ask(
        "owner", "POST", f"/plans/{way_back['hash']}/apply", {"confirmed": doomed(way_back)}
    )

    paused = await place.ask("reverter", "POST", f"/runs/{back.json()['id']}/pause")
    cancelled = await place.ask("reverter", "POST", f"/runs/{back.json()['id']}/cancel")

    assert problem(refused) == (403, "access_denied")
    assert there.json()["rollback_of"] is None
    assert back.json()["rollback_of"] == there.json()["id"]
    assert (paused.status_code, cancelled.status_code) == (200, 200)
    assert cancelled.json()["state"] == "cancelled"


async def test_runs_are_listed_in_pages(place: Place) -> None:
    await place.ask("owner", "POST", "/import")
    ids = []
    for slowmode in (10, 30, 60):
        channel = f"{{text: general, slowmode: {slowmode}}}"
        text = f"version: 1\nchannels: [{{category: Lobby, channels: [{channel}]}}]\n"
        plan = (await place.ask("owner", "POST", "/plans", {"text": text})).json()
        applied = await place.ask("owner", "POST", f"/plans/{plan['hash']}/apply", {})
        ids.append(applied.json()["id"])
        await place.work_at(ids[-1])

    first = (await place.ask("viewer", "GET", "/runs?limit=2")).json()
    second = (await place.ask("viewer", "GET", f"/runs?limit=2&cursor={first['next']}")).json()

    assert [run["id"] for run in first["items"] + second["items"]] == ids[::-1]
    assert second["next"] is None


async def test_what_is_no_plan_and_no_run_is_not_found(place: Place) -> None:
    for path in ("/plans/00000000", "/plans/xyz", f"/plans/{'f' * 65}", "/plans/%00"):
        assert problem(await place.ask("viewer", "GET", path)) == (404, "plan_not_found"), path
    for path in ("/runs/0000000000000000", "/runs/1", "/runs/%00", "/runs/..%2f"):
        answer = await place.ask("viewer", "GET", path)
        assert problem(answer) in {(404, "run_not_found"), (404, "not_found")}, path


async def test_a_run_under_way_keeps_out_a_second_one_and_an_import(place: Place) -> None:
    plan = await planned(place, "owner")
    other = await planned(place, "owner", TEXT.replace("Come in", "Other"))
    await place.ask("owner", "POST", f"/plans/{plan['hash']}/apply", {"confirmed": doomed(plan)})

    second = await place.ask(
        "owner", "POST", f"/plans/{other['hash']}/apply", {"confirmed": doomed(other)}
    )
    imported = await place.ask("owner", "POST", "/import")

    assert problem(second) == (409, "run_under_way")
    assert problem(imported) == (409, "run_under_way")
