"""A plan is locked by what it does, whatever language it is told in."""

from collections.abc import Iterator
from dataclasses import replace
from gettext import NullTranslations
from types import MappingProxyType

import pytest

from app.shared.domain.language.saying import speak, to_say
from app.shared.domain.planning.plan import Plan
from app.shared.domain.structure.snapshot import Coverage
from tests.support.builders import a_channel, a_role
from tests.unit.domain.planning.cases import LiveGuild, a_design, the_plan

WHY = to_say('Discord shows it only to those with "Manage Server", which the bot does not have.')


class Strange(NullTranslations):
    """Every sentence is another one."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return f"«{msgid1 if n == 1 else msgid2}»"

    def pgettext(self, context: str, message: str) -> str:
        return f"«{message}»"


@pytest.fixture
def strange() -> Iterator[NullTranslations]:
    yield Strange()
    speak(NullTranslations())


def a_plan() -> Plan:
    """Creates, changes and deletes, and could not read everything."""
    guild = LiveGuild(a_role("old"), a_channel("lobby"), a_channel("hall"))
    guild.snapshot = replace(
        guild.snapshot, coverage=Coverage(unread=MappingProxyType({"automod": WHY}))
    )
    return the_plan(
        guild, a_design(a_role("helper", permissions=8), a_channel("lobby", topic="Hi"))
    )


def what_is_done(plan: Plan) -> list[tuple[object, ...]]:
    return [
        (step.action, step.key, step.body, step.verb, step.extra, sorted(step.changes))
        for step in plan.steps
    ]


def test_what_a_plan_is_held_to_and_does_is_the_same_in_every_language(
    strange: NullTranslations,
) -> None:
    english = a_plan()
    speak(strange)

    told = a_plan()

    assert told.basis == english.basis
    assert what_is_done(told) == what_is_done(english)
    assert [one.id for one in told.changes] == [one.id for one in english.changes]
    assert [one.code for one in told.findings] == [one.code for one in english.findings]
    assert all(one.what.startswith("«") for one in told.findings)


def test_a_plan_keeps_its_hash_when_the_language_changes(strange: NullTranslations) -> None:
    plan = a_plan()
    made_with = plan.hash
    speak(strange)

    assert replace(plan).hash == made_with
