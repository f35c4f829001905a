"""Buttons that belong to somebody: others are told so before anything else is asked."""

from typing import Any

import pytest

from app.bot.commands.apply import ApplyCommands
from app.bot.commands.blueprint import BlueprintCommands
from app.bot.commands.run import RunCommands
from app.bot.interactions.failures import PressedByAnother
from app.bot.interactions.interaction import Interaction
from app.bot.interactions.reply import Reply
from app.bot.interactions.used import Pressed, PressHandler
from app.bot.rendering.links import Links
from app.bot.rendering.voice import Voice
from app.bot.wording.wording import Wording
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.interaction_calls import FakeCalls, an_event

VOICE = Voice(Wording(), Links(None))
NOBODY: Any = None
"""Whoever asks anything of it fails the test."""
BUTTONS: tuple[tuple[PressHandler, tuple[str, ...]], ...] = (
    (
        ApplyCommands(VOICE, NOBODY, NOBODY, (NOBODY, NOBODY), NOBODY).presses()["apply"],
        ("0" * 32, "8"),
    ),
    (
        RunCommands(VOICE, NOBODY, NOBODY, (NOBODY, NOBODY, NOBODY), NOBODY).presses()["stop"],
        ("run-1", "8"),
    ),
    (BlueprintCommands(VOICE, NOBODY, NOBODY, NOBODY).presses()["import-save"], ("8",)),
)


@pytest.mark.parametrize(("handler", "args"), BUTTONS)
async def test_a_press_by_another_does_nothing(
    handler: PressHandler, args: tuple[str, ...]
) -> None:
    calls = FakeCalls()
    interaction = Interaction.of(an_event())
    assert interaction is not None
    pressed = Pressed(
        guild_id=GuildId(1),
        user_id=UserId(7),
        channel_id=2,
        reply=Reply(calls, interaction, FakeClock()),
    )

    with pytest.raises(PressedByAnother):
        await handler(pressed, *args)

    assert calls.said == []
