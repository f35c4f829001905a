"""What the benchmark of time offers, and how it counts."""

import asyncio
from typing import Any

import pytest

from app.sandbox.clock import DrivenClock
from app.sandbox.limits.limits import Limits
from app.sandbox.world.world import World
from benchmarks import apply_time
from benchmarks.applying.raw import Raw, raw_of
from benchmarks.applying.seeding import Town, ordinary
from benchmarks.timing.at_hand import Sent
from benchmarks.timing.driven_loop import DrivenLoop, run_driven
from benchmarks.timing.ideal import at_least, at_least_in_stages
from benchmarks.timing.jobs import calls_between, in_stages, renames_end
from benchmarks.timing.long_jobs import jobs


def test_every_job_has_a_name_of_its_own() -> None:
    names = [one.scenario.name for one in jobs(250, 500)]

    assert len(names) == len(set(names)) > 46


def between(change: Any) -> Any:
    """The calls from an ordinary guild to what `change` makes of it."""
    site = Town(World(DrivenClock())).found("Town")
    ordinary(site)
    raw = raw_of(site.guild)
    top_down = sorted(raw.roles, key=lambda role: -role["position"])
    kept = [role for role in top_down if not role["managed"]]
    wanted = Raw(raw.guild, kept, raw.channels)
    return calls_between(raw, change(wanted), Limits(DrivenClock()), {})


def names_of(calls: Any) -> list[str]:
    return [call.name for call in calls]


def test_nothing_is_to_be_called_where_nothing_differs() -> None:
    assert between(lambda wanted: wanted) == []


def test_a_new_channel_waits_for_the_role_that_it_names() -> None:
    def change(wanted: Raw) -> Raw:
        role = {**wanted.roles[0], "id": ":fresh"}
        may = {"id": ":fresh", "type": 0, "allow": "1024", "deny": "0"}
        room = {**wanted.channels[0], "id": ":room", "permission_overwrites": [may]}
        roles = [*wanted.roles[:-1], role, wanted.roles[-1]]
        return Raw(wanted.guild, roles, [*wanted.channels, room])

    calls = between(change)

    assert names_of(calls) == ["POST /guilds/{guild_id}/roles", "POST /guilds/{guild_id}/channels"]
    assert calls[1].needs == {0}
    assert at_least(calls, 0.1) == pytest.approx(0.2)


def test_a_renamed_channel_spends_from_two_windows() -> None:
    def change(wanted: Raw) -> Raw:
        first, *others = wanted.channels
        return Raw(wanted.guild, wanted.roles, [{**first, "name": "other"}, *others])

    calls = between(change)

    assert [(b.calls, b.seconds) for b in calls[0].buckets] == [(5, 15.0), (2, 600.0)]


def test_what_rule_five_costs_is_the_time_of_deletes_behind_everything_else() -> None:
    def change(wanted: Raw) -> Raw:
        roles = [{**role, "hoist": True} for role in wanted.roles[2:-1]]
        fresh = [{**wanted.channels[0], "id": f":room-{number}"} for number in range(21)]
        return Raw(wanted.guild, [*roles, wanted.roles[-1]], [*wanted.channels, *fresh])

    calls = between(change)
    stages = in_stages(calls)

    assert [len(stage) for stage in stages] == [len(calls) - 2, 2]
    assert at_least(calls) == 4.0
    assert at_least_in_stages(stages) == 4.0
    assert at_least_in_stages([stages[0], stages[1] * 10]) == 6.0


def rename(channel: str, at: float, **body: str) -> Sent:
    template = "/channels/{channel_id}"
    return Sent(at, "PATCH", template, {"channel_id": channel}, body or {"name": "x"}, None)


def test_only_channels_whose_names_were_changed_twice_must_wait() -> None:
    sent = [rename("1", 0), rename("1", 10), rename("2", 0), rename("3", 0, nsfw="true")]

    assert renames_end(sent) == {"1": 600.0}


def test_time_jumps_where_everybody_waits_and_stands_still_while_it_is_held() -> None:
    async def work(loop: DrivenLoop) -> tuple[float, float]:
        await asyncio.sleep(3600)
        jumped = loop.time()
        with loop.held():
            later = loop.run_in_executor(None, lambda: None)
            sleeping = asyncio.ensure_future(asyncio.sleep(60))
            await later
            stood = loop.time()
        sleeping.cancel()
        return jumped, stood

    jumped, stood = run_driven(work)

    assert jumped == pytest.approx(3600)
    assert stood == jumped


def test_a_ratio_leaves_out_what_rule_five_costs_and_says_what_it_is_with_it() -> None:
    one = apply_time.Outcome(
        name="Town",
        writes=3,
        least=10.0,
        found=10.0,
        kept=16.0,
        took={"ours": 16.0, "nextcord": 20.0},
        limited={"ours": 0},
        must_wait=True,
    )

    assert one.ratio == 1.0
    assert one.over_all("ours") == 1.6
    assert one.over_all("nextcord") == 2.0
