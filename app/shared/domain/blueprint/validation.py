"""Whether a blueprint is one that Discord can be given."""

from collections.abc import Iterator

from app.shared.domain.blueprint.blueprint import Blueprint, Ignore
from app.shared.domain.blueprint.problems import Problem
from app.shared.domain.blueprint.rules.automod import automod_problems
from app.shared.domain.blueprint.rules.channels import channel_problems
from app.shared.domain.blueprint.rules.community import onboarding_problems, welcome_problems
from app.shared.domain.blueprint.rules.roles import role_problems
from app.shared.domain.blueprint.rules.settings import setting_problems
from app.shared.domain.blueprint.rules.standing import ignore_problems, protection_problems
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import EVERYONE


def problems_of(blueprint: Blueprint) -> tuple[Problem, ...]:
    """Everything that is wrong with it, not the first thing only; empty when it is valid.

    Paths go through the structure: `("roles", key, field)`, `("channels", key, field, …)`,
    `("everyone", field)`, `("settings", name)`, and by index in the community parts. What depends
    on the live guild (boosts, features, what the bot may do) is a finding of the plan.
    """
    return tuple(each_problem(blueprint))


def each_problem(blueprint: Blueprint) -> Iterator[Problem]:
    """Like `problems_of`, for who needs to stop at some number of them."""
    structure = blueprint.structure
    left_alone = {
        Ignore(Kind.ROLE, EVERYONE, "permissions"),
        Ignore(Kind.ROLE, None, "permissions"),
    }
    yield from role_problems(structure)
    yield from channel_problems(structure)
    yield from setting_problems(structure)
    yield from welcome_problems(structure)
    if any(role.key == EVERYONE for role in structure.roles):
        knows_everyone = not left_alone & blueprint.ignored
        yield from onboarding_problems(structure, knows_everyone=knows_everyone)
    yield from automod_problems(structure)
    yield from ignore_problems(blueprint)
    yield from protection_problems(blueprint)
