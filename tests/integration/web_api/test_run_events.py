"""A run as it goes on: current state first, then what changes, then the end."""

import asyncio
import contextlib
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from app.shared.application.planning.plan_guild import PlanGuildCommand
from app.shared.application.runs.approve_plan import ApprovePlanCommand
from app.shared.domain.errors import Unavailable
from app.shared.domain.runs.run import RunId
from app.web.api.live.stream_numbers import StreamNumbers
from app.web.api.live.streams import streams_of
from tests.integration.web_api.place import Place
from tests.integration.web_api.streaming import streamed
from tests.support.web import ORIGIN

TEXT = """\
version: 1
channels:
  - category: Lobby
    channels: [general, rules, news, help]
"""


async def a_run(place: Place) -> str:
    """Approved, and waiting for a worker."""
    blueprint = await place.container.documents().read(TEXT)
    stored = await place.container.plan_guild()(
        PlanGuildCommand(guild_id=place.guild_id, blueprint=blueprint)
    )
    run = await place.container.approve_plan()(
        ApprovePlanCommand(guild_id=place.guild_id, hash=stored.plan.hash)
    )
    return run.id


def events_of(place: Place, run_id: str) -> str:
    return f"{ORIGIN}{place.guild}/runs/{run_id}/events"


async def test_a_run_is_told_from_its_state_to_its_end(place: Place) -> None:
    run_id = await a_run(place)
    viewer = await place.client("viewer")

    async with streamed(place.web.app, viewer, events_of(place, run_id)) as stream:
        first = await stream.next()
        await place.work_at(run_id)
        heard = await stream.rest()

    assert first is not None
    assert (first.name, first.data["state"]) == ("run", "queued")
    assert [step["state"] for step in first.data["steps"]] == ["waiting"] * 2
    assert stream.headers["content-type"].startswith("text/event-stream")
    assert stream.headers["cache-control"].startswith("no-")
    steps = [
        (one.data["step"]["number"], one.data["step"]["state"])
        for one in heard
        if one.name == "step"
    ]
    assert {(1, "done"), (2, "done")} <= set(steps)
    assert [one.name for one in heard if one.name == "end"] == ["end"]
    end = heard[-1]
    assert (end.name, end.data["state"], end.data["verified"]) == ("end", "succeeded", True)
    assert end.data["bar"] == {
        "done": 2,
        "unnecessary": 0,
        "skipped": 0,
        "total": 2,
        "eta_s": None,
    }
    assert all(one.id for one in heard)


async def test_who_watches_is_counted(place: Place) -> None:
    run_id = await a_run(place)
    viewer = await place.client("viewer")
    numbers = StreamNumbers(place.web.app)

    async with streamed(place.web.app, viewer, events_of(place, run_id)) as first:
        await first.next()
        async with streamed(place.web.app, viewer, events_of(place, run_id)) as second:
            await second.next()
            both = [family.samples[0].value for family in numbers.collect()]
    nobody = [family.samples[0].value for family in numbers.collect()]

    assert both == [2, 1]
    assert nobody == [0, 0]


async def test_streams_end_when_the_app_does_so_that_browsers_open_them_elsewhere(
    place: Place,
) -> None:
    run_id = await a_run(place)
    viewer = await place.client("viewer")

    async with streamed(place.web.app, viewer, events_of(place, run_id)) as stream:
        await stream.next()
        streams_of(place.web.app).runs.close()
        heard = await stream.rest()

    assert heard == []
    assert streams_of(place.web.app).runs.watchers == 0


async def test_a_run_that_has_ended_is_told_at_once_and_the_stream_is_over(place: Place) -> None:
    run_id = await a_run(place)
    await place.work_at(run_id)
    viewer = await place.client("viewer")

    async with streamed(place.web.app, viewer, events_of(place, run_id)) as stream:
        heard = await stream.rest()

    assert [one.name for one in heard] == ["run", "end"]
    assert heard[0].data["state"] == "succeeded"


async def test_who_comes_back_hears_only_what_is_new(place: Place) -> None:
    run_id = await a_run(place)
    viewer = await place.client("viewer")
    async with streamed(place.web.app, viewer, events_of(place, run_id)) as stream:
        first = await stream.next()
    assert first is not None

    async with streamed(place.web.app, viewer, events_of(place, run_id), first.id) as same:
        await place.ask("applier", "POST", f"/runs/{run_id}/cancel")
        news = await same.rest()
    async with streamed(place.web.app, viewer, events_of(place, run_id), first.id) as late:
        caught_up = await late.rest()

    assert news[0].data["state"] != "queued"
    assert [one.name for one in caught_up] == ["run", "end"]
    assert caught_up[0].data["state"] == "cancelled"


async def test_everybody_who_watches_shares_one_feed_and_leaving_frees_it(place: Place) -> None:
    run_id = await a_run(place)
    viewer, owner = await place.client("viewer"), await place.client("owner")
    streams = streams_of(place.web.app)

    async with streamed(place.web.app, viewer, events_of(place, run_id)) as one:
        async with streamed(place.web.app, owner, events_of(place, run_id)) as other:
            await one.next()
            await other.next()
            while_watched = streams.runs.watched
        still = streams.runs.watched
    listening = await place.container.redis().pubsub_numsub(f"run:{run_id}")

    assert while_watched == still == {RunId(run_id)}
    assert streams.runs.watched == frozenset()
    assert not streams.access.is_listening
    assert listening[0][1] == 0


async def test_a_stream_ends_within_a_second_of_its_readers_rights(place: Place) -> None:
    run_id = await a_run(place)
    viewer = await place.client("viewer")

    async with streamed(place.web.app, viewer, events_of(place, run_id)) as stream:
        await stream.next()
        place.take_role("viewer")
        async with asyncio.timeout(1):
            await place.tell_access_changed("viewer")
            over = await stream.next()
        again = await place.ask("viewer", "GET", f"/runs/{run_id}/events")

    assert over is None
    assert (again.status_code, again.json()["code"]) == (403, "access_denied")


async def test_a_stream_goes_on_when_others_lose_their_rights(place: Place) -> None:
    run_id = await a_run(place)
    viewer = await place.client("viewer")

    async with streamed(place.web.app, viewer, events_of(place, run_id)) as stream:
        await stream.next()
        place.take_role("designer")
        await place.tell_access_changed("designer")
        await place.ask("applier", "POST", f"/runs/{run_id}/pause")
        await place.ask("applier", "POST", f"/runs/{run_id}/cancel")
        heard = await stream.rest()

    assert heard[-1].name == "end"


async def test_a_stream_ends_when_its_session_was_ended_elsewhere(place: Place) -> None:
    run_id = await a_run(place)
    viewer = await place.client("viewer")

    async with streamed(place.web.app, viewer, events_of(place, run_id)) as stream:
        await stream.next()
        sessions = (await place.ask("viewer", "GET", "/api/v1/me/sessions")).json()["items"]
        await place.ask("viewer", "DELETE", f"/api/v1/me/sessions/{sessions[0]['handle']}")
        # The next look, which comes by the clock or with any change of rights.
        await place.tell_access_changed("viewer")
        over = await stream.next()

    assert over is None


async def test_without_live_news_the_store_is_looked_at(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = await a_run(place)
    viewer = await place.client("viewer")
    monkeypatch.setattr("app.web.api.live.run_feed.SLOW_LOOK_S", 0.05)

    def refused(*_: object) -> object:
        raise Unavailable("Redis does not answer.")

    monkeypatch.setattr(place.container.progress(), "watch", refused)

    async with streamed(place.web.app, viewer, events_of(place, run_id)) as stream:
        await stream.next()
        await place.work_at(run_id)
        heard = await stream.rest()

    assert heard[-1].name == "end"
    assert heard[-1].data["state"] == "succeeded"


async def test_silence_is_filled_so_that_proxies_keep_the_stream(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_id = await a_run(place)
    viewer = await place.client("viewer")
    monkeypatch.setattr("app.web.api.live.run_feed.PING_S", 0.01)

    async with streamed(place.web.app, viewer, events_of(place, run_id)) as stream:
        await stream.next()
        silence = await stream.block()

    assert silence == ": ping"


async def test_there_are_no_events_of_a_run_that_is_not_there(place: Place) -> None:
    run_id = await a_run(place)

    nowhere = await place.ask("viewer", "GET", f"/runs/{'0' * 16}/events")
    elsewhere = await place.ask(
        "other_owner", "GET", f"/api/v1/guilds/{place.community.elsewhere}/runs/{run_id}/events"
    )

    assert {(one.status_code, one.json()["code"]) for one in (nowhere, elsewhere)} == {
        (404, "run_not_found")
    }


async def test_a_run_is_read_once_however_many_come_to_watch_it(place: Place) -> None:
    run_id = await a_run(place)
    viewer = await place.client("viewer")
    events, crowd = events_of(place, run_id), 20

    with statements_of(place.container.engine()) as asked:
        async with contextlib.AsyncExitStack() as opened:

            async def opening() -> str | None:
                stream = streamed(place.web.app, viewer, events)
                first = await (await opened.enter_async_context(stream)).next()
                return None if first is None else first.name

            at_once = await asyncio.gather(*(opening() for _ in range(crowd)))
            later = await opening()

    assert {*at_once, later} == {"run"}
    assert len([text for text in asked if "FROM access_policy" in text or "grant" in text]) > crowd
    # Once to open the feed, and once more when its live news have begun.
    assert len([text for text in asked if "FROM run_step" in text]) <= 2


@contextlib.contextmanager
def statements_of(engine: AsyncEngine) -> Iterator[list[str]]:
    """Every statement that is sent meanwhile."""
    found: list[str] = []

    def note(_c: Any, _cursor: Any, text: str, _values: Any, _context: Any, _m: Any) -> None:
        found.append(text)

    event.listen(engine.sync_engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(engine.sync_engine, "before_cursor_execute", note)
