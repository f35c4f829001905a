"""Messages about designs and their versions."""

from dataclasses import replace

from app.bot.rendering.blueprint_message import (
    exported_message,
    imported_message,
    problems_message,
    saved_message,
    valid_message,
    versions_message,
)
from app.shared.domain.blueprint.blueprint import VersionHead
from app.shared.domain.blueprint.problems import Problem
from tests.support.builders import a_blueprint, a_channel, a_role, a_version
from tests.unit.bot.golden.given import ACTOR, GUILD, NAMES, NOON, USER, VOICE, Named
from tests.unit.bot.golden.hard_names import MARKDOWN, hard


def designs() -> Named:
    blueprint = a_blueprint(a_role("helper"), a_channel("lobby"))
    version = replace(a_version(2_000_000_000), guild_id=GUILD, author=ACTOR, saved_at=NOON)
    notes = [f"{hard(n)} was left out. {'n' * 500}" for n in range(60)]
    problems = [Problem(what="p" * 900, remedy="r" * 900, line=n, column=n) for n in range(200)]
    heads = [
        VersionHead(number=2_000_000_000 - n, author=ACTOR, message=hard(n) * 5, saved_at=NOON)
        for n in range(10)
    ]
    yield "imported", lambda: imported_message(VOICE, GUILD, blueprint, "version: 1\n", notes, USER)
    yield "saved", lambda: saved_message(VOICE, version)
    yield "valid", lambda: valid_message(VOICE, GUILD, blueprint)
    yield "problems", lambda: problems_message(VOICE, problems)
    yield "problem_without_place", lambda: problems_message(VOICE, [Problem(what="No YAML.")])
    yield "exported", lambda: exported_message(VOICE, version, "version: 1\n", MARKDOWN)
    yield (
        "versions",
        lambda: versions_message(VOICE, GUILD, heads, NAMES, newest=False, more=True),
    )
    yield (
        "versions_short",
        lambda: versions_message(VOICE, GUILD, heads[:1], NAMES, newest=True, more=False),
    )
