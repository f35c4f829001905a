"""Every message that the bot sends, each in the states that it has, with names that bite."""

from collections.abc import Callable

from app.bot.rendering.message import Message
from tests.unit.bot.golden.designs import designs
from tests.unit.bot.golden.drifts import drifts
from tests.unit.bot.golden.failures import failures
from tests.unit.bot.golden.given import VOICE
from tests.unit.bot.golden.looking import looking
from tests.unit.bot.golden.plans import plans
from tests.unit.bot.golden.rights import rights
from tests.unit.bot.golden.runs import runs
from tests.unit.bot.golden.welcomes import welcomes


def every_message() -> dict[str, Callable[[], Message]]:
    """By the name of its file."""
    return {
        **dict(plans()),
        **dict(runs()),
        **dict(drifts()),
        **dict(looking()),
        **dict(designs()),
        **dict(rights()),
        **dict(failures()),
        **welcomes(VOICE),
    }
