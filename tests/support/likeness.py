"""Fake guilds held against themselves at another time."""

from copy import deepcopy
from typing import Any

from tests.support.design import KNOWN_BITS
from tests.support.fakes.guild import FakeGuild


def dump(guild: FakeGuild) -> Any:
    """All of the guild's structure as Discord has it, but for who is in it and its log."""
    return deepcopy((guild.roles, guild.channels, guild.rules, guild.settings, guild.onboarding))


def likeness(guild: FakeGuild) -> Any:
    """The same without ids and numbers: names in place of ids, orders in place of positions.

    Bits that nobody has a name for are left out: no plan takes them away, not even one back.
    """
    return _roles(guild), _channels(guild), _prompts(guild), _rules(guild), deepcopy(guild.settings)


def _roles(guild: FakeGuild) -> Any:
    return [
        {name: value for name, value in role.items() if name not in {"id", "position"}}
        | {"permissions": int(role["permissions"]) & KNOWN_BITS}
        for role in sorted(guild.roles.values(), key=guild.rank, reverse=True)
    ]


def _channels(guild: FakeGuild) -> Any:
    """By category, text-like and voice apart, each group in its order."""
    roles = {role["id"]: role["name"] for role in guild.roles.values()}
    ordered = sorted(guild.channels.values(), key=lambda c: (c["position"], c["id"]))
    categories = [channel["id"] for channel in ordered if channel["type"] == 4]
    places: dict[int | None, int] = {None: -1, **{c: i for i, c in enumerate(categories)}}
    groups: dict[Any, list[Any]] = {}
    for raw in ordered:
        kept = {k: v for k, v in raw.items() if k not in {"id", "position", "parent_id"}}
        kept["topic"] = kept["topic"] or None
        kept["permission_overwrites"] = sorted(
            (str(roles.get(o["id"], o["id"])), o["allow"], o["deny"])
            for o in raw["permission_overwrites"]
        )
        kept["available_tags"] = [tag["name"] for tag in raw["available_tags"]]
        group = (places[raw["parent_id"]], raw["type"] == 2, raw["type"] == 4)
        groups.setdefault(group, []).append(kept)
    return groups


def _prompts(guild: FakeGuild) -> Any:
    return [
        (p["title"], [sorted(_names(guild, o["role_ids"])) for o in p["options"]])
        for p in guild.onboarding["prompts"]
    ]


def _rules(guild: FakeGuild) -> Any:
    return sorted(
        (rule["name"], rule["enabled"], sorted(_names(guild, rule["exempt_roles"])))
        for rule in guild.rules.values()
    )


def _names(guild: FakeGuild, roles: list[int]) -> list[str]:
    return [guild.roles[role]["name"] for role in roles]
