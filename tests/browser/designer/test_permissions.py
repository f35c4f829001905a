"""What the designer reckons about permissions is what the domain says."""

from random import Random
from typing import Any

import pytest

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.permissions.bits import PERMISSIONS
from app.shared.domain.permissions.effective import (
    Person,
    channel_permissions,
    guild_permissions,
    usable_permissions,
)
from app.shared.domain.permissions.explanation import explain
from app.shared.domain.structure.structure import Structure
from app.shared.infrastructure.files.design.writing import design_of
from app.web.designer.registry import designer_registry
from tests.browser.designer.stage import Rules
from tests.browser.designer.worlds import person, structure

MODULES = ("registry", "permissions", "explanation", "design")
PERSON = """
const registry = m.readRegistry(given.registry), rules = m.permissionRules(registry);
const people = given.worlds.map(({ person }) => ({ ...person, roles: new Set(person.roles) }));
"""


@pytest.mark.parametrize("seed", range(2))
def test_permissions_are_those_of_the_domain(rules: Rules, seed: int) -> None:
    worlds = _worlds(seed, 80)

    reckoned = rules.run(
        MODULES,
        PERSON
        + """
        return given.worlds.map(({ design }, at) => [
          String(rules.inGuild(design, people[at])),
          design.channels.map((channel) => [
            String(rules.inChannel(design, people[at], channel)),
            String(rules.usable(design, people[at], channel)),
          ]),
        ]);""",
        {"registry": designer_registry(), "worlds": [_json(*world) for world in worlds]},
    )

    assert reckoned == [
        [
            str(guild_permissions(guild, who)),
            [
                [
                    str(channel_permissions(guild, who, channel)),
                    str(usable_permissions(guild, who, channel)),
                ]
                for channel in guild.channels
            ],
        ]
        for guild, who in worlds
    ]


@pytest.mark.parametrize("seed", range(2))
def test_every_rule_that_speaks_is_that_of_the_domain(rules: Rules, seed: int) -> None:
    worlds = _worlds(100 + seed, 15)

    told = rules.run(
        MODULES,
        PERSON
        + """
        return given.worlds.map(({ design }, at) => [...design.channels, null].map((channel) =>
          registry.permissions.map((one) => m.explain(rules, design, people[at], one.value, channel)
            .map(({ rule, allowed, by }) => [rule, allowed, by]))));""",
        {"registry": designer_registry(), "worlds": [_json(*world) for world in worlds]},
    )

    assert told == [
        [
            [
                [
                    [str(verdict.rule), verdict.allowed, list(verdict.by)]
                    for verdict in explain(guild, who, permission, channel).verdicts
                ]
                for permission in PERMISSIONS
            ]
            for channel in (*guild.channels, None)
        ]
        for guild, who in worlds
    ]


def _worlds(seed: int, count: int) -> list[tuple[Structure, Person]]:
    random = Random(seed)
    return [(structure(random), person(random)) for _ in range(count)]


def _json(guild: Structure, who: Person) -> dict[str, Any]:
    member = None if who.user_id is None else str(who.user_id)
    return {
        "design": design_of(Blueprint(structure=guild)),
        "person": {
            "roles": sorted(who.roles),
            "member": member,
            "owner": who.owner,
            "timedOut": who.timed_out,
        },
    }
