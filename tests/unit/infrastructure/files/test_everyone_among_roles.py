"""@everyone has a place of its own; who writes it among the roles is told where that is."""

import pytest

from app.shared.domain.blueprint.problems import BlueprintRefused, Problem
from app.shared.infrastructure.files.blueprint_reader import read_blueprint


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(BlueprintRefused) as refused:
        read_blueprint(text, "names.yaml")
    return refused.value.problems


@pytest.mark.parametrize(
    "role",
    ['"@everyone"', '{name: "@everyone"}', '{name: "@Everyone"}', "{name: All, key: everyone}"],
)
def test_everyone_among_the_roles_is_told_there_and_how_to_write_it(role: str) -> None:
    found = problems(f"version: 1\nroles:\n  - Helper\n  - {role}\n")

    told = "@everyone is no entry of roles. Write its permissions as `everyone:` at the top level."
    assert [str(one) for one in found] == [f"names.yaml:4:5: {told}"]


def test_a_role_that_is_only_called_so_is_asked_for_a_key() -> None:
    found = problems("version: 1\nroles:\n  - Everyone\n")

    assert [(one.line, one.column) for one in found] == [(3, 5)]
    assert "key of its own" in found[0].what
    assert "`key:`" in found[0].remedy


def test_a_role_of_that_name_with_a_key_of_its_own_is_a_role() -> None:
    text = 'version: 1\nroles:\n  - {name: Everyone, key: all}\n  - {name: "@everyone", key: two}\n'

    roles = read_blueprint(text).structure.roles

    assert [role.key for role in roles] == ["all", "two", "everyone"]
