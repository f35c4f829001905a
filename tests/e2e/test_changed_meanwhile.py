"""Somebody changes what a run is about to set: the run sets it, and says at its end who it was."""

import json
import time

from app.sandbox.faults.fault import Fault, FaultKind, Moment
from app.sandbox.world.actor import Actor
from app.sandbox.world.operations.channels import edit_channel
from tests.support.command_line import CommandLine
from tests.support.sandbox_beside import SandboxBeside

BLUEPRINT = "guildwright.yaml"
TOPICS = {
    "rules": "Read me before you light the forge.",
    "general": "Anything that glows.",
    "roles": "Pick what you want to be pinged for.",
}
_WITHIN_S = 60.0


def with_other_topics(at_copper: CommandLine) -> None:
    at_copper.ok("import", "-o", BLUEPRINT)
    path = at_copper.folder / BLUEPRINT
    text = path.read_text()
    for topic in TOPICS.values():
        assert topic in text
        text = text.replace(topic, "As designed.")
    path.write_text(text)


def all_but_the_first_held(copper: SandboxBeside) -> None:
    """Before they take effect."""
    slow = Fault(
        FaultKind.SLOW,
        Moment.BEFORE,
        method="PATCH",
        route="/channels/{channel_id}",
        skip=1,
        times=None,
    )
    copper.fail(slow)


def wait_for_the_others(copper: SandboxBeside) -> None:
    until = time.monotonic() + _WITHIN_S
    while copper.do(lambda: len(copper.sandbox.faults.fired)) < len(TOPICS) - 1:
        assert time.monotonic() < until, "they were never sent"
        time.sleep(0.05)


def edit(copper: SandboxBeside, name: str, topic: str) -> None:
    """As the owner."""
    guild, channel = copper.seeded.guild, copper.channel(name)
    owner = Actor(guild.owner_id, bot=False)
    copper.do(lambda: edit_channel(copper.seeded.world, guild, channel, owner, {"topic": topic}))


def test_whose_change_a_run_set_over_is_told_at_its_end(
    at_copper: CommandLine, copper: SandboxBeside
) -> None:
    with_other_topics(at_copper)
    all_but_the_first_held(copper)
    owner = copper.do(lambda: copper.seeded.world.users[copper.seeded.guild.owner_id].global_name)

    with at_copper.beside("apply", "--yes") as applying:
        wait_for_the_others(copper)
        held = [name for name, was in TOPICS.items() if copper.channel(name).topic == was]
        for name in held:
            edit(copper, name, "By hand.")
        copper.do(copper.sandbox.faults.clear)
        ended = applying.ended()

    (run,) = json.loads(at_copper.ok("runs", "--json").out)
    shown = json.loads(at_copper.ok("show", run["id"], "--json").out)
    told = {
        f"{owner} changed #{name} meanwhile (topic), and the run then set it as planned."
        for name in held
    }
    assert ended.code == 0, ended.both
    assert len(held) == len(TOPICS) - 1
    assert {copper.channel(name).topic for name in TOPICS} == {"As designed."}
    assert set(shown["report"]["set_over"]) == told
    assert all(sentence in ended.out for sentence in told)
