"""What a guild wants done about its drift."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.drift.quiet_hours import QuietHours
from app.shared.domain.drift.wording import order_word, subject_word
from app.shared.domain.errors import Invalid
from app.shared.domain.language.listing import capital
from app.shared.domain.language.saying import say
from app.shared.domain.planning.changes import Change, FieldChange, Subject
from app.shared.domain.structure.identifiers import ChannelId, GuildId, UserId
from app.shared.domain.structure.wording import field_word

EVERY_KEY = "*"
EVERY_FIELD = "*"
MOST_RULES = 100
_LONGEST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldRule:
    """Some fields of some things: `subject`, the thing's key or `*`, the field or `*`.

    A field is named as changes name it; `access` stands for the permissions of everybody in a
    channel, `access.role:<key>` for one role's.
    """

    subject: Subject
    key: str = EVERY_KEY
    field: str = EVERY_FIELD

    def covers(self, change: Change, field: str) -> bool:
        """`field` is empty for the thing as a whole, which only a rule for every field covers."""
        if self.subject is not change.subject or self.key not in (EVERY_KEY, change.key):
            return False
        return self.field in (EVERY_FIELD, field) or (
            self.field == "access" and field.startswith("access.")
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class DriftSettings:
    """`channel_id`: where it is told; None for the web only."""

    guild_id: GuildId
    channel_id: ChannelId | None = None
    quiet_hours: QuietHours | None = None
    ignored: tuple[FieldRule, ...] = ()
    auto_revert: tuple[FieldRule, ...] = ()
    revert_as: UserId | None = None
    """Who chose what is reverted: it is done with their rights, and stops once they lose them."""

    def ignores(self, change: Change) -> bool:
        """Every field of it is covered by an ignore rule."""
        return all(self._is_covered(self.ignored, change, name) for name in fields_of(change))

    def ignores_field(self, change: Change, field: str) -> bool:
        return self._is_covered(self.ignored, change, field)

    def reverts(self, change: Change) -> bool:
        """Some field of it is to be put back at once. What is ignored never is."""
        return any(self._reverts_field(change, name) for name in fields_of(change))

    def reverted_of(self, change: Change) -> Change:
        """Cut down to the fields that are to be put back, where some are."""
        kept = tuple(one for one in _fields(change) if self._reverts_field(change, one.field))
        return replace(change, fields=kept) if kept else change

    def left_of(self, change: Change) -> Change | None:
        """Cut down to the fields that `reverted_of` leaves out; None where it is about all."""
        left = tuple(one for one in _fields(change) if not self._reverts_field(change, one.field))
        return replace(change, fields=left) if left else None

    def _reverts_field(self, change: Change, field: str) -> bool:
        chosen = self._is_covered(self.auto_revert, change, field)
        return chosen and not self.ignores_field(change, field)

    @staticmethod
    def _is_covered(rules: tuple[FieldRule, ...], change: Change, field: str) -> bool:
        return any(rule.covers(change, field) for rule in rules)


def fields_of(change: Change) -> tuple[str, ...]:
    """Their names; one that is empty for a change that is about a thing as a whole."""
    return tuple(one.field for one in _fields(change)) or ("",)


def places_of(change: Change) -> tuple[str, ...]:
    """Each field of the change with the thing it belongs to, for the loop guard."""
    return tuple(f"{change.subject}:{change.key}:{name}" for name in fields_of(change))


def is_whole(change: Change) -> bool:
    """About a thing as a whole, so that its fields come and go with it."""
    return change.kind in ("create", "delete") or change.archived


def place_text(place: str) -> str:
    """Of one that `places_of` gave, without a name: the thing may not be there any more."""
    kind, key, field = place.split(":", 2)
    subject = Subject(kind)
    if subject is Subject.ORDER:
        return capital(order_word(key))
    named = {"subject": subject_word(subject), "key": key, "field": field_word(field)}
    if subject in _OF_ONE_THING:
        return say("The {field} of the {subject}", **named)
    if not field:
        return say("The existence of the {subject} {key}", **named)
    return say("The {field} of the {subject} {key}", **named)


_OF_ONE_THING = frozenset({Subject.SETTINGS, Subject.WELCOME_SCREEN, Subject.ONBOARDING})
"""A server has each once, and its key says no more than the word for it."""


def _fields(change: Change) -> tuple[FieldChange, ...]:
    return () if is_whole(change) else change.fields


class DriftSettingsRefused(Invalid):
    """`problems` has all that is wrong, each with its place and a remedy."""

    code: ClassVar[str] = "drift_settings_refused"

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(
            " ".join(one.what for one in problems), remedy=" ".join(one.remedy for one in problems)
        )
        self.problems = problems


def check_settings(settings: DriftSettings) -> None:
    """Raises DriftSettingsRefused."""
    problems = tuple(_problems(settings))
    if problems:
        raise DriftSettingsRefused(problems)


def _problems(settings: DriftSettings) -> Iterator[Problem]:
    if settings.quiet_hours is not None:
        yield from _quiet_problems(settings.quiet_hours)
    for name, rules in (("ignored", settings.ignored), ("auto_revert", settings.auto_revert)):
        if len(rules) > MOST_RULES:
            yield Problem(
                what=say(
                    "There are {number} rules where {most} are the most.",
                    number=len(rules),
                    most=MOST_RULES,
                ),
                remedy=say("Use {star} to say the same of many things.", star=EVERY_KEY),
                path=(name,),
            )
        for number, rule in enumerate(rules):
            yield from _rule_problems(rule, (name, number))
    if settings.auto_revert and settings.revert_as is None:
        yield Problem(
            what=say("Nobody stands behind what is put back by itself."),
            remedy=say("Set it while signed in: it is done with the rights of whoever sets it."),
            path=("auto_revert",),
        )


def _quiet_problems(hours: QuietHours) -> Iterator[Problem]:
    try:
        ZoneInfo(hours.zone)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        yield Problem(
            what=say('There is no time zone "{zone}".', zone=hours.zone[:_LONGEST]),
            remedy=say("Name one by continent and city, as in Europe/Vienna, or UTC."),
            path=("quiet_hours", "zone"),
        )
    if hours.begins == hours.ends:
        yield Problem(
            what=say("The quiet hours end when they begin."),
            remedy=say("Choose another end, or switch quiet hours off."),
            path=("quiet_hours", "ends"),
        )


def _rule_problems(rule: FieldRule, path: Path) -> Iterator[Problem]:
    if not rule.key or len(rule.key) > _LONGEST:
        yield Problem(
            what=say("The key of a rule is empty or too long."),
            remedy=say("Name one of the design, or * for every key."),
            path=(*path, "key"),
        )
    if not rule.field or len(rule.field) > _LONGEST:
        yield Problem(
            what=say("The field of a rule is empty or too long."),
            remedy=say("Name one of the design, or * for every field."),
            path=(*path, "field"),
        )
    if path[0] == "auto_revert" and rule.key == EVERY_KEY and rule.field == EVERY_FIELD:
        yield Problem(
            what=say(
                "Everything about every {subject} would be put back.",
                subject=subject_word(rule.subject),
            ),
            remedy=say("Choose fields, or things."),
            path=path,
        )
