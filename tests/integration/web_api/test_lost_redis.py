"""What losing Redis means: everybody is signed out, and nothing else is gone."""

import asyncio
from typing import Any

from app.shared.application.access.create_token import CreateTokenCommand
from app.shared.domain.access.tokens import Scope
from tests.integration.web_api.place import Place
from tests.integration.web_api.test_story import channel

KEPT = ("/versions", "/plans", "/runs", "/drift", "/history", "/trail", "/access", "/design")
_VOLATILE = frozenset({"looked_at", "read_at", "taken_at", "checked_at", "at", "age_s"})


async def lost(place: Place) -> None:
    await place.container.redis().flushall()


async def a_token(place: Place) -> str:
    """Of the owner's, which is no session."""
    _, text = await place.container.create_token()(
        CreateTokenCommand(owner=place.user_id("owner"), name="program", scopes=frozenset(Scope))
    )
    return text


async def everything(place: Place, token: str) -> dict[str, Any]:
    program = await place.program(token)
    answers = {path: await program.get(f"{place.guild}{path}") for path in KEPT}
    assert {one.status_code for one in answers.values()} == {200}
    return {path: steady(one.json()) for path, one in answers.items()}


def steady(value: Any) -> Any:
    """Without the moment of the look."""
    if isinstance(value, dict):
        return {name: steady(one) for name, one in value.items() if name not in _VOLATILE}
    return [steady(one) for one in value] if isinstance(value, list) else value


async def a_plan(place: Place) -> str:
    """Which makes roles and changes a channel."""
    design = (await place.ask("owner", "POST", "/import")).json()["design"]
    channel(design, "general")["topic"] = "Ours"
    design["roles"][:0] = [
        {"key": f"helper-{number}", "name": f"Helper {number}", "permissions": "0"}
        for number in range(5)
    ]
    await place.ask("owner", "PUT", "/design", {"design": design}, if_match='"0"')
    return str((await place.ask("owner", "POST", "/plans", {})).json()["hash"])


async def test_everybody_signs_in_again_and_finds_all_as_it_was(place: Place) -> None:
    token, plan = await a_token(place), await a_plan(place)
    await place.ask("approver", "POST", f"/plans/{plan}/reviews", {"verdict": "approve"})
    run = (await place.ask("owner", "POST", f"/plans/{plan}/apply", {})).json()
    await place.work_at(run["id"])
    place.channel("general").topic = "By hand"
    before = await everything(place, token)

    await lost(place)

    after = await everything(place, token)
    signed_out = (await place.ask("owner", "GET", "/runs")).status_code
    place.forget_sessions()
    again = await place.ask("owner", "GET", "/runs")
    assert after == before
    assert (before["/drift"]["state"], len(before["/runs"]["items"])) == ("drifted", 1)
    assert signed_out == 401
    assert [one["id"] for one in again.json()["items"]] == [run["id"]]


async def test_a_plan_that_was_approved_before_is_carried_out(place: Place) -> None:
    plan = await a_plan(place)
    run = (await place.ask("owner", "POST", f"/plans/{plan}/apply", {})).json()

    await lost(place)
    await place.work_at(run["id"])

    place.forget_sessions()
    shown = (await place.ask("owner", "GET", f"/runs/{run['id']}")).json()
    assert (shown["state"], shown["verified"]) == ("succeeded", True)
    assert place.channel("general").topic == "Ours"


async def test_a_run_goes_on_while_redis_loses_everything_again_and_again(place: Place) -> None:
    plan = await a_plan(place)
    run = (await place.ask("owner", "POST", f"/plans/{plan}/apply", {})).json()
    times = 0

    working = asyncio.create_task(place.work_at(run["id"]))
    while not working.done():
        await lost(place)
        times += 1
    await working

    place.forget_sessions()
    shown = (await place.ask("owner", "GET", f"/runs/{run['id']}")).json()
    roles = [one.name for one in place.stack.seeded.guild.roles.values()]
    assert times > 3
    assert (shown["state"], shown["verified"]) == ("succeeded", True)
    assert [roles.count(f"Helper {number}") for number in range(5)] == [1] * 5


async def test_drift_is_undone_by_whoever_signs_in_again(place: Place) -> None:
    plan = await a_plan(place)
    run = (await place.ask("owner", "POST", f"/plans/{plan}/apply", {})).json()
    await place.work_at(run["id"])
    place.channel("general").topic = "By hand"
    seen = (await place.ask("owner", "GET", "/drift")).json()["items"]

    await lost(place)

    place.forget_sessions()
    ids = [one["id"] for one in seen]
    undo = (await place.ask("owner", "POST", "/drift/revert", {"ids": ids})).json()
    applied = (await place.ask("owner", "POST", f"/plans/{undo['hash']}/apply", {})).json()
    await place.work_at(applied["id"])
    assert place.channel("general").topic == "Ours"
