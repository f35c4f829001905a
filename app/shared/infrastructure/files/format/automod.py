"""How automod rules are written: words for what Discord keeps as numbers and metadata."""

from typing import Any

from app.shared.domain.blueprint.rules.automod import MENTIONS, TRIGGER_WORDS
from app.shared.domain.blueprint.rules.standing import RULE_FIELDS
from app.shared.domain.language.saying import to_say
from app.shared.domain.structure import limits
from app.shared.domain.structure.bindings import Kind
from app.shared.infrastructure.files.format.actions import ActionForm
from app.shared.infrastructure.files.format.unknown_data import DataForm
from app.shared.infrastructure.files.forms.containers import (
    ABSENT,
    REQUIRED,
    Fields,
    Line,
    ListOf,
)
from app.shared.infrastructure.files.forms.form import Form
from app.shared.infrastructure.files.forms.numbers import Whole
from app.shared.infrastructure.files.forms.references import KeyForm, Reference
from app.shared.infrastructure.files.forms.text import Flag, Text, Word

RULE_FALLBACK = "rule"
EVENTS = Word({"message_send": 1, "member_update": 2})
PRESETS = Word({"profanity": 1, "sexual_content": 2, "slurs": 3})


def _line(
    word: str,
    attribute: str,
    form: Form[Any],
    help: str,
    default: Any = REQUIRED,
    default_help: str = "",
) -> Line:
    return Line(
        word=word,
        attribute=attribute,
        form=form,
        default=default,
        help=help,
        default_help=default_help,
    )


METADATA = (
    _line(
        "keywords",
        "keyword_filter",
        ListOf(Text(60), 1000),
        "Words, `*` standing for anything: `*discord.gg/*`.",
        ABSENT,
    ),
    _line("regex", "regex_patterns", ListOf(Text(260), 10), "Patterns in Rust's regex.", ABSENT),
    _line(
        "presets",
        "presets",
        ListOf(PRESETS),
        "Discord's word lists: profanity, sexual_content, slurs.",
        ABSENT,
    ),
    _line("allow", "allow_list", ListOf(Text(60), 1000), "Words that pass all the same.", ABSENT),
    _line(
        "mention_limit",
        "mention_total_limit",
        Whole(1, MENTIONS),
        "How many mentions a message may have.",
        ABSENT,
    ),
    _line(
        "raid_protection",
        "mention_raid_protection_enabled",
        Flag(),
        "Whether mention raids are detected.",
        ABSENT,
    ),
)
"""What Discord keeps in a rule's trigger_metadata."""

OTHER_METADATA = "metadata"
IGNORABLE_OF_RULES = Word({name: name for name in RULE_FIELDS})

RULE = Fields(
    to_say("A rule"),
    (
        _line("name", "name", Text(limits.RULE_NAME), to_say("What the rule is called.")),
        _line("key", "key", KeyForm(), "The rule's key.", None, "made from the name"),
        _line(
            "trigger",
            "trigger",
            Word({word: trigger for trigger, word in TRIGGER_WORDS.items()}),
            to_say("What it looks for: keyword, spam, preset, mention or profile."),
        ),
        _line("event", "event", EVENTS, "When it looks.", None, "what fits the trigger"),
        _line("enabled", "enabled", Flag(), "Whether it is on.", True, "true"),
        *METADATA,
        _line(
            OTHER_METADATA,
            OTHER_METADATA,
            DataForm(),
            "Other trigger metadata, as Discord has it.",
            None,
            "none",
        ),
        _line("actions", "actions", ListOf(ActionForm()), "What it does.", ()),
        _line(
            "exempt_roles",
            "exempt_roles",
            ListOf(Reference(Kind.ROLE), limits.RULE_EXEMPT_ROLES),
            "Roles it does not watch.",
            (),
            "none",
        ),
        _line(
            "exempt_channels",
            "exempt_channels",
            ListOf(Reference(Kind.CHANNEL), limits.RULE_EXEMPT_CHANNELS),
            "Channels it does not watch.",
            (),
            "none",
        ),
        _line("ignore", "ignore", ListOf(IGNORABLE_OF_RULES), "Fields left to humans.", (), "none"),
        _line("protect", "protect", Flag(), "Whether it must never be deleted.", False, "false"),
    ),
)
