"""What differs in settings, welcome screen, onboarding and automod rules."""

from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Any

from app.shared.domain.fingerprint import plain
from app.shared.domain.language.saying import say
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Risk, Subject
from app.shared.domain.structure.community import AutomodRule
from app.shared.domain.structure.fields import SETTING_FIELDS
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.structure import Structure


def changed_settings(live: Structure, wanted: Structure) -> tuple[str, ...]:
    """Our names of the settings that differ. An unknown live value differs from any but None."""
    return tuple(
        field.name
        for field in SETTING_FIELDS
        if field.name in wanted.settings
        and live.settings.get(field.name) != wanted.settings[field.name]
    )


def part_changes(
    live: Structure,
    wanted: Structure,
    spoken: frozenset[str],
    rules: tuple[AutomodRule, ...],
) -> Iterator[Change]:
    """`spoken` are the parts (`welcome_screen`, `onboarding`) that may be written, `rules` the
    live automod rules as Discord leaves them when what they name is deleted."""
    names = changed_settings(live, wanted)
    if names:
        yield Change(
            subject=Subject.SETTINGS,
            kind=ChangeKind.UPDATE,
            key=Key("settings"),
            name=say("server settings"),
            fields=tuple(
                FieldChange(field=n, before=live.settings.get(n), after=wanted.settings[n])
                for n in names
            ),
            risk=Risk.HIGH if "community" in names else Risk.LOW,
        )
    if "welcome_screen" in spoken and live.welcome_screen != wanted.welcome_screen:
        yield _whole(
            Subject.WELCOME_SCREEN,
            say("welcome screen"),
            live.welcome_screen,
            wanted.welcome_screen,
        )
    if "onboarding" in spoken and live.onboarding != wanted.onboarding:
        yield _whole(Subject.ONBOARDING, say("onboarding"), live.onboarding, wanted.onboarding)
    yield from _rules(rules, wanted.automod or ())


def _whole(subject: Subject, name: str, before: Any, after: Any) -> Change:
    return Change(
        subject=subject,
        kind=ChangeKind.UPDATE,
        key=Key(subject.value),
        name=name,
        fields=tuple(_differing(before, after)),
        risk=Risk.LOW,
    )


def _differing(before: Any, after: Any) -> Iterator[FieldChange]:
    for field in fields(after):
        old = None if before is None else getattr(before, field.name)
        new = getattr(after, field.name)
        if field.name != "key" and (before is None or old != new):
            yield FieldChange(field=field.name, before=plain(old), after=plain(new))


def _rules(live: Iterable[AutomodRule], wanted: Iterable[AutomodRule]) -> Iterator[Change]:
    before = {rule.key: rule for rule in live}
    after = {rule.key: rule for rule in wanted}
    for key, rule in after.items():
        if key not in before:
            yield _rule(rule, ChangeKind.CREATE, tuple(_differing(None, rule)))
        elif before[key] != rule:
            yield _rule(before[key], ChangeKind.UPDATE, tuple(_differing(before[key], rule)))
    for key, rule in before.items():
        if key not in after:
            yield _rule(rule, ChangeKind.DELETE, ())


def _rule(rule: AutomodRule, kind: ChangeKind, differing: tuple[FieldChange, ...]) -> Change:
    gone = kind is ChangeKind.DELETE
    return Change(
        subject=Subject.RULE,
        kind=kind,
        key=rule.key,
        name=rule.name,
        fields=differing,
        risk=Risk.DESTRUCTIVE if gone else Risk.LOW,
        loses=say("Messages are no longer checked by this rule.") if gone else "",
    )
