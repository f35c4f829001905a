"""A run that edits a forum's tags leaves the posts their tags."""

from typing import Any

import pytest

from app.shared.application.ports.guild_gateway import Call
from app.shared.domain.planning.steps import Action, Json
from app.shared.domain.runs.run import RunState
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import ChannelType, Tag
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import GUILD, a_blueprint, a_channel
from tests.support.scene import Scene

OLD = {"help": "Help", "bug": "Bug"}
NEW = {"idea": "Idea", "bug": "Bug", "help": "Questions"}


def a_forum(tags: dict[str, str]) -> Any:
    return a_channel(
        "forum",
        ChannelType.FORUM,
        tags=tuple(Tag(key=Key(key), name=name) for key, name in tags.items()),
    )


def live_tags(scene: Scene) -> dict[str, int]:
    (forum,) = scene.guild.channels.values()
    return {tag["name"]: tag["id"] for tag in forum["available_tags"]}


async def applied(scene: Scene, tags: dict[str, str]) -> None:
    run = await scene.approved(await scene.planned(a_blueprint(a_forum(tags))))
    await scene.work(run)
    assert scene.now(run).state is RunState.SUCCEEDED, scene.now(run)


@pytest.fixture
def scene() -> Scene:
    scene = Scene()
    scene.guild.settings["features"] = ["COMMUNITY"]
    return scene


async def test_living_tags_keep_their_ids(scene: Scene) -> None:
    await applied(scene, OLD)
    before = live_tags(scene)

    await applied(scene, NEW)

    after = live_tags(scene)
    assert list(after) == ["Idea", "Bug", "Questions"]
    assert (after["Questions"], after["Bug"]) == (before["Help"], before["Bug"])
    assert after["Idea"] not in before.values()
    bindings = scene.store.tables.bindings[GUILD]
    assert {key: bindings.id_of(Kind.TAG, Key(f"forum/{key}")) for key in NEW} == {
        key: after[name] for key, name in NEW.items()
    }


async def test_tags_that_people_made_keep_their_ids(scene: Scene) -> None:
    tags = [{"name": name, "moderated": False} for name in OLD.values()]
    scene.guild.new_channel({"name": "forum", "type": 15, "available_tags": tags})
    before = live_tags(scene)

    await applied(scene, {**OLD, "idea": "Idea"})

    after = live_tags(scene)
    assert {name: after[name] for name in before} == before
    assert list(after) == ["Help", "Bug", "Idea"]


async def test_the_fake_guild_takes_a_tag_without_its_id_for_a_new_one_as_discord_does(
    scene: Scene,
) -> None:
    await applied(scene, OLD)
    before = live_tags(scene)
    body: Json = {"available_tags": [{"name": "Help"}, {"id": str(before["Bug"]), "name": "Bug"}]}

    forum = next(iter(scene.guild.channels))
    scene.guild.apply(Call(action=Action.EDIT_CHANNEL, object_id=forum, body=body), "")

    after = live_tags(scene)
    assert after["Bug"] == before["Bug"]
    assert after["Help"] not in before.values()
