"""How the server's settings are written. What is left out is left alone."""

from typing import Any

from app.shared.domain.blueprint.rules.locales import LOCALES
from app.shared.domain.language.saying import to_say
from app.shared.domain.structure import limits
from app.shared.domain.structure.bindings import Kind
from app.shared.infrastructure.files.forms.bits import Bits, BitWords
from app.shared.infrastructure.files.forms.containers import ABSENT, Fields, Line
from app.shared.infrastructure.files.forms.form import Form
from app.shared.infrastructure.files.forms.numbers import Duration
from app.shared.infrastructure.files.forms.references import Reference
from app.shared.infrastructure.files.forms.text import Flag, Maybe, Text, Word

_CHANNEL = Maybe(Reference(Kind.CHANNEL))
_SYSTEM_MESSAGES = Bits(
    {
        "suppress_join_notifications": 1 << 0,
        "suppress_premium_subscriptions": 1 << 1,
        "suppress_guild_reminder_notifications": 1 << 2,
        "suppress_join_notification_replies": 1 << 3,
        "suppress_role_subscription_purchase_notifications": 1 << 4,
        "suppress_role_subscription_purchase_notification_replies": 1 << 5,
    },
    BitWords(
        no_list=to_say("Here stands {found} instead of a list of system message flags."),
        is_none=to_say("{number} is no system message flag."),
        one=to_say("the name of a system message flag"),
        unknown=to_say('There is no system message flag "{name}".'),
    ),
)


def _line(name: str, form: Form[Any], help: str) -> Line:
    return Line(word=name, attribute=name, form=form, default=ABSENT, help=help)


SETTINGS = Fields(
    "`settings`",
    (
        _line(
            "name",
            Text(limits.GUILD_NAME_MAX, limits.GUILD_NAME_MIN),
            "The server's name, 2 to 100 characters.",
        ),
        _line(
            "description",
            Maybe(Text(limits.GUILD_DESCRIPTION)),
            "The server's description, or `null`.",
        ),
        _line("community", Flag(), "Whether the server is a community."),
        _line(
            "verification",
            Word({"none": 0, "low": 1, "medium": 2, "high": 3, "highest": 4}),
            "What newcomers must have before they may write.",
        ),
        _line(
            "notifications",
            Word({"all": 0, "mentions": 1}),
            "What members are notified of unless they choose.",
        ),
        _line(
            "filter",
            Word({"none": 0, "members_without_roles": 1, "all": 2}),
            "Whose images Discord scans.",
        ),
        _line("locale", Word({locale: locale for locale in LOCALES}), "The server's language."),
        _line("afk_channel", _CHANNEL, "The voice channel for the absent, or `null`."),
        _line(
            "afk_timeout",
            Duration(choices=("1m", "5m", "15m", "30m", "1h")),
            "After how long somebody is absent.",
        ),
        _line("system_channel", _CHANNEL, "Where Discord writes who joined, or `null`."),
        _line("system_messages", _SYSTEM_MESSAGES, "Which system messages are suppressed."),
        _line("rules_channel", _CHANNEL, "The community's rules, a text channel."),
        _line("updates_channel", _CHANNEL, "Where Discord writes to the moderators."),
        _line("safety_alerts_channel", _CHANNEL, "Where Discord warns of raids, or `null`."),
        _line("boost_progress_bar", Flag(), "Whether the boost progress bar is shown."),
    ),
)
