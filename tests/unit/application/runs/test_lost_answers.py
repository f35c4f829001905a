"""Calls whose answer never came: nothing is done twice, forgotten, or claimed."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from app.shared.application.ports.guild_gateway import Call, DiscordUnavailable
from app.shared.domain.planning.steps import Action, reference
from app.shared.domain.runs.run import Run, RunState, StepState, Wish
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import GUILD, a_step
from tests.support.fakes.clock import START
from tests.support.fakes.guild_gateway import Mishap, lost_answer, lost_call
from tests.support.scene import Scene
from tests.support.steps import ROLE_THEN_CHANNEL, a_channel_step, a_role_step, an_edit

DONE, FAILED, SKIPPED = StepState.DONE, StepState.FAILED, StepState.SKIPPED


@pytest.fixture
def scene() -> Scene:
    return Scene()


def states(scene: Scene, run: Run) -> list[StepState]:
    return [record.state for record in scene.records(run)]


def roles(scene: Scene) -> list[str]:
    return sorted(role["name"] for role in scene.guild.roles.values() if role["name"] != "Bot")[1:]


async def a_lobby(scene: Scene, **body: Any) -> int:
    return await scene.bind(
        Kind.CHANNEL, "lobby", scene.guild.new_channel({"name": "lobby", **body})
    )


class TestNoAnswer:
    async def test_a_lost_answer_to_a_creation_makes_no_twin(self, scene: Scene) -> None:
        run = await scene.run_of(*ROLE_THEN_CHANNEL)
        scene.gateway.mishaps += [lost_answer(), lost_answer()]

        await scene.work(run)

        assert roles(scene) == ["Helper"]
        assert len(scene.guild.channels) == 1
        assert scene.now(run).state is RunState.SUCCEEDED
        assert scene.now(run).report.writes == 2  # type: ignore[union-attr]

    async def test_a_lost_call_is_sent_again_after_a_look(self, scene: Scene) -> None:
        run = await scene.run_of(a_role_step(1))
        scene.gateway.mishaps.append(lost_call())
        reads: list[int] = []
        scene.gateway.mishap_for = lambda _call: reads.append(scene.gateway.reads)

        await scene.work(run)

        assert roles(scene) == ["Helper"]
        assert len(scene.gateway.sent) == 2
        assert reads[0] > 1

    async def test_without_the_audit_log_the_guild_itself_tells(self, scene: Scene) -> None:
        run = await scene.run_of(a_role_step(1))
        scene.gateway.audit_log_readable = False
        scene.gateway.mishaps += [lost_call(), lost_answer()]

        await scene.work(run)

        assert roles(scene) == ["Helper"]
        assert len(scene.gateway.sent) == 2
        assert scene.now(run).state is RunState.SUCCEEDED

    async def test_an_audit_log_that_lags_behind_makes_no_twin(self, scene: Scene) -> None:
        run = await scene.run_of(a_channel_step(1))
        scene.gateway.audit_log_lags = True
        scene.gateway.mishaps.append(lost_answer())

        await scene.work(run)

        assert len(scene.guild.channels) == 1
        assert scene.now(run).state is RunState.SUCCEEDED

    async def test_a_thing_of_that_name_that_somebody_made_is_not_taken_for_ours(
        self, scene: Scene
    ) -> None:
        run = await scene.run_of(a_role_step(1))
        made: list[int] = []

        def somebody_is_quicker(_call: Call) -> Mishap | None:
            if made:
                return None
            made.append(scene.guild.new_role({"name": "Helper"}))
            scene.guild.note(scene.guild.owner_id, 30, made[0], "")
            return lost_call()

        scene.gateway.mishap_for = somebody_is_quicker
        await scene.work(run)

        assert roles(scene) == ["Helper", "Helper"]
        assert scene.record(run, 1).created_id not in {None, *made}

    async def test_two_lost_channels_of_one_name_are_told_apart(self, scene: Scene) -> None:
        desk = await scene.bind(
            Kind.CHANNEL, "desk", scene.guild.new_channel({"name": "desk", "type": 4})
        )
        body = {"name": "lobby", "type": 0, "parent_id": reference(Kind.CHANNEL, Key("desk"))}
        inside = a_step(2, Action.CREATE_CHANNEL, key=Key("inside"), name="lobby", body=body)
        run = await scene.run_of(a_channel_step(1), inside)
        scene.gateway.audit_log_readable = False
        scene.gateway.mishaps += [lost_answer(), lost_answer()]

        await scene.work(run)

        created = [record.created_id for record in scene.records(run)]
        assert [scene.guild.channels[one or 0]["parent_id"] for one in created] == [None, desk]
        assert len(scene.guild.channels) == 3

    async def test_nothing_new_is_begun_before_the_guild_has_been_looked_at(
        self, scene: Scene
    ) -> None:
        steps = (
            a_role_step(1),
            a_role_step(2, "slow"),
            a_role_step(3, "quick"),
            a_role_step(4, "behind", needs=frozenset({3})),
        )
        run = await scene.run_of(*steps)
        scene.gateway.mishaps.append(lost_answer())
        reads: dict[str, int] = {}
        write = scene.gateway.write

        async def watched(*args: Any) -> Any:
            name = args[1].body["name"]
            reads[name] = scene.gateway.reads
            if name == "Slow":
                await scene.clock.sleep(30)
            return await write(*args)

        scene.gateway.write = watched  # type: ignore[method-assign,assignment]
        await scene.work(run)

        assert reads["Helper"] == reads["Slow"] == reads["Quick"]
        assert reads["Behind"] >= reads["Helper"] + 2
        assert scene.now(run).state is RunState.SUCCEEDED

    async def test_discord_gets_some_seconds_before_it_is_looked_at(self, scene: Scene) -> None:
        run = await scene.run_of(a_role_step(1))
        scene.gateway.mishaps.append(lost_answer())
        audit_log = scene.gateway.audit_log
        looked_at: list[float] = []

        async def watched(*args: Any, **kwargs: Any) -> Any:
            looked_at.append((scene.clock.now() - START).total_seconds())
            return await audit_log(*args, **kwargs)

        scene.gateway.audit_log = watched  # type: ignore[method-assign]
        await scene.work(run)

        assert len(looked_at) == 1
        assert looked_at[0] >= 5

    async def test_the_audit_log_tells_of_calls_that_do_not_show_in_the_guild(
        self, scene: Scene
    ) -> None:
        edit = a_step(1, Action.EDIT_GUILD, key=Key("settings"), name="settings")
        run = await scene.run_of(replace(edit, body={"name": "Renamed"}))
        scene.gateway.mishaps.append(lost_answer())

        await scene.work(run)

        assert len(scene.gateway.sent) == 1
        assert states(scene, run) == [DONE]

    async def test_two_lost_roles_that_are_alike_stay_two(self, scene: Scene) -> None:
        body = {"name": "Helper", "permissions": "0"}
        steps = [a_step(n, key=Key(f"r{n}"), name="Helper", body=body) for n in (1, 2)]
        run = await scene.run_of(*steps)
        scene.gateway.audit_log_readable = False
        scene.gateway.mishaps += [lost_answer(), lost_answer()]

        await scene.work(run)

        created = {record.created_id for record in scene.records(run)}
        assert len(created) == 2
        assert created <= scene.guild.roles.keys()
        assert len(scene.gateway.sent) == 2

    @pytest.mark.parametrize("first_is_lost", [True, False])
    async def test_of_two_of_one_name_each_finds_its_own(
        self, scene: Scene, first_is_lost: bool
    ) -> None:
        bodies = [{"name": "Helper", "permissions": bits} for bits in ("0", "1024")]
        steps = [
            a_step(n, key=Key(f"r{n}"), name="Helper", body=body)
            for n, body in enumerate(bodies, 1)
        ]
        run = await scene.run_of(*steps)
        scene.gateway.audit_log_lags = True
        both = [lost_call(), lost_answer()]
        scene.gateway.mishaps += both if first_is_lost else both[::-1]

        await scene.work(run)

        created = [record.created_id or 0 for record in scene.records(run)]
        assert [scene.guild.roles[one]["permissions"] for one in created] == ["0", "1024"]
        assert len(scene.guild.roles) == 4

    async def test_two_lost_channels_that_are_alike_but_for_their_place_make_no_twins(
        self, scene: Scene
    ) -> None:
        steps = [
            a_step(
                number,
                Action.CREATE_CHANNEL,
                key=Key(f"c{number}"),
                name="desk",
                body={"name": "desk", "type": 4, "position": number},
            )
            for number in (1, 2)
        ]
        run = await scene.run_of(*steps)
        scene.gateway.audit_log_readable = False
        scene.gateway.mishaps += [lost_answer(), lost_answer()]

        await scene.work(run)

        assert len(scene.guild.channels) == 2
        assert len(scene.gateway.sent) == 2

    async def test_a_lost_thing_that_somebody_changed_at_once_is_still_found(
        self, scene: Scene
    ) -> None:
        steps = [
            a_step(n, key=Key(f"r{n}"), name="Helper", body={"name": "Helper", "hoist": n == 1})
            for n in (1, 2)
        ]
        run = await scene.run_of(*steps)
        scene.gateway.audit_log_readable = False
        scene.gateway.mishaps += [lost_answer(), lost_answer()]
        observe = scene.gateway.observe

        async def meddle(*args: Any) -> Any:
            for role in scene.guild.roles.values():
                role["hoist"] = False
            return await observe(*args)

        scene.gateway.observe = meddle  # type: ignore[method-assign,assignment]
        await scene.work(run)

        assert roles(scene) == ["Helper", "Helper"]
        assert len({record.created_id for record in scene.records(run)}) == 2

    async def test_a_call_without_effect_is_tried_again_later_but_not_for_ever(
        self, scene: Scene
    ) -> None:
        run = await scene.run_of(*ROLE_THEN_CHANNEL)
        scene.gateway.mishap_for = lambda _call: Mishap(DiscordUnavailable("No answer."))

        await scene.work(run)

        assert len(scene.gateway.sent) == 5
        assert states(scene, run) == [FAILED, SKIPPED]
        assert scene.record(run, 1).error_code == "discord_unavailable"
        assert scene.clock.now() > START + timedelta(seconds=10)

    async def test_a_creation_is_not_repeated_for_ever(self, scene: Scene) -> None:
        run = await scene.run_of(a_role_step(1))
        scene.gateway.mishap_for = lambda _call: lost_call()

        await scene.work(run)

        assert len(scene.gateway.sent) == 5
        assert states(scene, run) == [FAILED]
        assert roles(scene) == []

    async def test_what_cannot_be_known_is_said_to_be_unknown(self, scene: Scene) -> None:
        run = await scene.run_of(a_role_step(1))

        def goes_away(_call: Call) -> Mishap:
            scene.gateway.read_errors.extend([DiscordUnavailable("No answer.")] * 200)
            return lost_answer()

        scene.gateway.mishap_for = goes_away
        await scene.work(run)

        ended = scene.now(run)
        assert scene.record(run, 1).error_code == "outcome_unknown"
        assert ended.state is RunState.FAILED
        assert ended.report is not None
        assert (ended.report.differences, ended.report.verified) == (None, False)
        assert len(scene.gateway.sent) == 1

    async def test_a_lost_rename_that_took_effect_is_not_sent_again(self, scene: Scene) -> None:
        await a_lobby(scene)
        run = await scene.run_of(an_edit(1, body={"name": "hall"}))
        scene.gateway.mishaps.append(lost_answer())

        await scene.work(run)

        assert len(scene.gateway.sent) == 1
        assert states(scene, run) == [DONE]

    async def test_a_lost_delete_is_looked_for(self, scene: Scene) -> None:
        await a_lobby(scene)
        delete = a_step(1, Action.DELETE_CHANNEL, key=Key("lobby"), name="lobby", body=None)
        run = await scene.run_of(delete)
        scene.gateway.mishaps.append(lost_answer())

        await scene.work(run)

        assert len(scene.gateway.sent) == 1
        assert states(scene, run) == [DONE]
        assert scene.store.tables.bindings[GUILD].id_of(Kind.CHANNEL, Key("lobby")) is None

    async def test_an_old_thing_of_that_name_is_not_taken_for_the_new_one(
        self, scene: Scene
    ) -> None:
        old = scene.guild.new_role({"name": "Helper"})
        run = await scene.run_of(a_role_step(1))
        scene.gateway.audit_log_readable = False
        scene.gateway.mishaps.append(lost_call())

        await scene.work(run)

        assert scene.record(run, 1).created_id not in {None, old}
        assert roles(scene) == ["Helper", "Helper"]

    async def test_a_thing_that_was_only_hidden_is_not_taken_for_the_new_one(
        self, scene: Scene
    ) -> None:
        old = scene.guild.new_channel({"name": "lobby"})
        scene.guild.hidden.add(old)
        scene.clock.advance(3600)
        run = await scene.run_of(a_channel_step(1))
        scene.gateway.audit_log_readable = False
        scene.gateway.mishaps.append(lost_call())
        write = scene.gateway.write

        async def reveal(*args: Any) -> Any:
            scene.guild.hidden.clear()
            return await write(*args)

        scene.gateway.write = reveal  # type: ignore[method-assign,assignment]
        await scene.work(run)

        assert scene.record(run, 1).created_id not in {None, old}

    async def test_what_may_have_happened_before_a_cancel_is_not_called_skipped(
        self, scene: Scene
    ) -> None:
        edit = a_step(1, Action.EDIT_GUILD, key=Key("settings"), name="settings")
        run = await scene.run_of(replace(edit, body={"name": "Renamed"}))
        scene.gateway.audit_log_readable = False

        def cancel(_call: Call) -> Mishap:
            stored, plan_id = scene.store.tables.runs[run.id]
            scene.store.tables.runs[run.id] = (replace(stored, wish=Wish.CANCEL), plan_id)
            return lost_answer()

        scene.gateway.mishap_for = cancel
        await scene.work(run)

        record = scene.record(run, 1)
        assert (record.state, record.error_code) == (FAILED, "outcome_unknown")
        assert scene.guild.settings["name"] == "Renamed"
        assert scene.now(run).state is RunState.CANCELLED
