"""What differences are about, in the words people read."""

from collections.abc import Mapping
from types import MappingProxyType

from app.shared.domain.language.saying import say, to_say
from app.shared.domain.planning.changes import Subject

_SUBJECTS: Mapping[Subject, str] = MappingProxyType(
    {
        Subject.ROLE: to_say("role"),
        Subject.CHANNEL: to_say("channel"),
        Subject.RULE: to_say("rule"),
        Subject.SETTINGS: to_say("settings"),
        Subject.WELCOME_SCREEN: to_say("welcome screen"),
        Subject.ONBOARDING: to_say("onboarding"),
        Subject.ORDER: to_say("order"),
    }
)


_ORDER = to_say("the order of {what}")
_ORDERS: Mapping[str, str] = MappingProxyType(
    {
        "roles": to_say("the order of roles"),
        "channels": to_say("the order of channels"),
    }
)


def order_word(what: str) -> str:
    return say(_ORDERS.get(what, _ORDER), what=what)


def subject_word(subject: Subject) -> str:
    return say(_SUBJECTS[subject])
