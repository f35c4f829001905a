"""Roles as Discord sends them."""

from typing import Any

from app.shared.domain.structure.identifiers import EVERYONE, GuildId, Key
from app.shared.domain.structure.roles import Colors
from app.shared.infrastructure.discord.reading.roles import read_role_facts, read_roles

GUILD = GuildId(5)


def raw(id: int, position: int, **fields: Any) -> dict[str, Any]:
    return {"id": str(id), "name": f"r{id}", "permissions": "0", "position": position, **fields}


def test_the_higher_position_ranks_higher_and_ties_go_to_the_older() -> None:
    roles = [raw(5, 0), raw(30, 1), raw(9, 1), raw(7, 2), raw(100, 1), raw(300, 0)]

    assert [role.key for role in read_roles(GUILD, roles)] == [
        "7", "9", "30", "100", "300", EVERYONE,
    ]  # fmt: skip


def test_colours_come_from_the_new_field_and_else_from_the_old() -> None:
    colors = {"primary_color": 1, "secondary_color": 2, "tertiary_color": None}

    new, old = read_roles(GUILD, [raw(8, 2, colors=colors, color=9), raw(7, 1, color=9)])

    assert (new.colors, old.colors) == (Colors(1, 2), Colors(9))


def test_facts_tell_who_owns_a_role() -> None:
    roles = [raw(5, 0), raw(7, 1, managed=True, tags={"bot_id": "77"}), raw(8, 2, tags={})]

    facts = read_role_facts(GUILD, roles, {"7": 1, "8": 4})

    assert (facts[Key("7")].bot_id, facts[Key("7")].managed) == (77, True)
    assert facts[Key("8")].members == 4
    assert facts[EVERYONE].members is None
    assert read_role_facts(GUILD, roles, None)[Key("8")].members is None
