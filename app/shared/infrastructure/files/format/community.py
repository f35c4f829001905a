"""How the welcome screen and the onboarding are written."""

from typing import Any

from app.shared.domain.language.saying import to_say
from app.shared.domain.structure import limits
from app.shared.domain.structure.bindings import Kind
from app.shared.infrastructure.files.forms.containers import REQUIRED, Fields, Line, ListOf
from app.shared.infrastructure.files.forms.form import Form
from app.shared.infrastructure.files.forms.look import EmojiForm
from app.shared.infrastructure.files.forms.references import KeyForm, Reference
from app.shared.infrastructure.files.forms.text import Flag, Maybe, Text, Word

PROMPT_FALLBACK, OPTION_FALLBACK = "prompt", "option"
_CHANNEL = Reference(Kind.CHANNEL)
_CHANNELS = ListOf(_CHANNEL)


def _line(
    name: str, form: Form[Any], help: str, default: Any = REQUIRED, default_help: str = ""
) -> Line:
    return Line(
        word=name,
        attribute=name,
        form=form,
        default=default,
        help=help,
        default_help=default_help,
    )


WELCOME_CHANNEL = Fields(
    to_say("A welcome channel"),
    (
        _line("channel", _CHANNEL, to_say("The channel's key.")),
        _line(
            "description",
            Text(limits.WELCOME_CHANNEL_DESCRIPTION),
            to_say("Why to go there, at most 50 characters."),
        ),
        _line("emoji", EmojiForm(), "Shown before it.", None, "none"),
    ),
)
WELCOME_SCREEN = Fields(
    "`welcome_screen`",
    (
        _line("enabled", Flag(), "Whether it is shown.", True, "true"),
        _line(
            "description",
            Maybe(Text(limits.WELCOME_DESCRIPTION)),
            "A greeting, at most 140 characters.",
            None,
            "none",
        ),
    ),
    frozenset({"channels"}),
)
OPTION = Fields(
    to_say("An option"),
    (
        _line("title", Text(limits.OPTION_TITLE), to_say("The answer, at most 50 characters.")),
        _line("key", KeyForm(), "Its key in the prompt.", None, "made from the title"),
        _line(
            "description",
            Maybe(Text(limits.OPTION_DESCRIPTION)),
            "More about it, at most 100 characters.",
            None,
            "none",
        ),
        _line("emoji", EmojiForm(), "Shown before it.", None, "none"),
        _line("roles", ListOf(Reference(Kind.ROLE)), "Roles it gives.", (), "none"),
        _line("channels", _CHANNELS, "Channels it shows.", (), "none"),
    ),
)
PROMPT = Fields(
    to_say("A prompt"),
    (
        _line("title", Text(limits.PROMPT_TITLE), to_say("The question, at most 100 characters.")),
        _line("key", KeyForm(), "Its key, unique among prompts.", None, "made from the title"),
        _line(
            "type",
            Word({"multiple_choice": 0, "dropdown": 1}),
            "`multiple_choice` or `dropdown`.",
            0,
            "multiple_choice",
        ),
        _line("single_select", Flag(), "Whether only one answer counts.", False, "false"),
        _line("required", Flag(), "Whether it must be answered.", False, "false"),
        _line(
            "in_onboarding",
            Flag(),
            "Whether newcomers see it; else it is in Channels & Roles only.",
            True,
            "true",
        ),
    ),
    frozenset({"options"}),
)
ONBOARDING = Fields(
    "`onboarding`",
    (
        _line("enabled", Flag(), "Whether it is on.", True, "true"),
        _line(
            "mode",
            Word({"default": 0, "advanced": 1}),
            "`default` counts default channels towards Discord's minimum of seven, `advanced` "
            "those of the prompts too.",
            0,
            "default",
        ),
        _line("default_channels", _CHANNELS, "What everybody sees at first.", (), "none"),
    ),
    frozenset({"prompts"}),
)
