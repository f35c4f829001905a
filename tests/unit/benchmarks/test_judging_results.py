"""Whoever counts sees every thing that is not as it was wanted, in any part of a guild."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.sandbox.clock import SystemClock
from app.sandbox.world.guild import Guild
from app.sandbox.world.world import World
from benchmarks.applying.by_nextcord import longest_rising
from benchmarks.applying.least import least
from benchmarks.applying.ours import check
from benchmarks.applying.place import WentWrong
from benchmarks.applying.raw import Raw, raw_of
from benchmarks.applying.seeding import Site, Town, community, with_gaps_and_ties


@pytest.fixture
def site() -> Site:
    made = Town(World(SystemClock())).found("Town")
    community(made)
    return made


def as_wanted(guild: Guild) -> Raw:
    """The guild as it is, as a design would say it."""
    raw = raw_of(guild)
    roles = [role for role in raw.roles if not role["managed"]]
    welcome = {**(raw.welcome or {}), "enabled": guild.welcome_screen.enabled}
    prompts = [
        {key: value for key, value in prompt.items() if key not in {"id", "options"}}
        | {"options": [without(option, "id", "emoji") for option in prompt["options"]]}
        for prompt in (raw.onboarding or {})["prompts"]
    ]
    return replace(
        raw,
        guild=without(raw.guild, "features", "roles"),
        roles=sorted(roles, key=lambda role: (-role["position"], int(role["id"]))),
        channels=sorted(raw.channels, key=lambda one: (one["position"], int(one["id"]))),
        welcome=welcome,
        onboarding={**(raw.onboarding or {}), "prompts": prompts},
    )


def without(thing: Any, *keys: str) -> dict[str, Any]:
    return {key: value for key, value in thing.items() if key not in keys}


@pytest.mark.parametrize("built", [community, with_gaps_and_ties])
def test_a_guild_that_is_as_wanted_needs_nothing(built: Callable[[Site], None]) -> None:
    site = Town(World(SystemClock())).found("Town")
    built(site)

    assert least(raw_of(site.guild), as_wanted(site.guild)).writes == 0


def rename_role(site: Site) -> None:
    site.roles["role-3"].name = "other"


def allow_role_more(site: Site) -> None:
    site.roles["role-3"].permissions ^= 1 << 40


def allow_everyone_more(site: Site) -> None:
    site.guild.everyone.permissions ^= 1 << 40


def lower_role(site: Site) -> None:
    site.roles["role-1"].position = 1


def delete_role(site: Site) -> None:
    del site.guild.roles[site.roles["role-8"].id]


def rename_channel(site: Site) -> None:
    site.channels["text-1-1"].name = "other"


def open_channel(site: Site) -> None:
    site.channels["text-4-5"].overwrites.popitem()


def move_channel(site: Site) -> None:
    site.channels["text-1-1"].parent_id = None


def sort_channel(site: Site) -> None:
    site.channels["text-1-1"].position = 99


def delete_channel(site: Site) -> None:
    del site.guild.channels[site.channels["text-1-1"].id]


def change_bitrate(site: Site) -> None:
    site.channels["voice-1-1"].bitrate = 8000


def rename_tag(site: Site) -> None:
    site.channels["ideas"].available_tags[0].name = "other"


def change_settings(site: Site) -> None:
    site.guild.afk_timeout = 60


def be_no_community(site: Site) -> None:
    site.guild.features.discard("COMMUNITY")


def close_welcome_screen(site: Site) -> None:
    site.guild.features.discard("WELCOME_SCREEN_ENABLED")


def change_welcome_screen(site: Site) -> None:
    site.guild.welcome_screen.description = "Go away."


def change_onboarding(site: Site) -> None:
    site.guild.onboarding.prompts[0].options[0].title = "Other"


def change_rule(site: Site) -> None:
    next(iter(site.guild.automod_rules.values())).trigger_metadata = {"keyword_filter": ["x"]}


def delete_rule(site: Site) -> None:
    site.guild.automod_rules.popitem()


_HARM = [
    rename_role, allow_role_more, allow_everyone_more, lower_role, delete_role, rename_channel,
    open_channel, move_channel, sort_channel, delete_channel, change_bitrate, rename_tag,
    change_settings, be_no_community, close_welcome_screen, change_welcome_screen,
    change_onboarding, change_rule, delete_rule,
]  # fmt: skip


@pytest.mark.parametrize("harm", _HARM, ids=lambda harm: harm.__name__)
def test_whatever_is_not_as_wanted_is_seen_and_is_one_call(
    site: Site, harm: Callable[[Site], None]
) -> None:
    wanted = as_wanted(site.guild)
    wanted = replace(wanted, guild={**wanted.guild, "community": True})

    harm(site)

    assert least(raw_of(site.guild), wanted).writes == 1
    with pytest.raises(WentWrong, match="Town"):
        check("Town", site.guild, wanted)


def test_the_fewest_are_moved() -> None:
    assert list(longest_rising([(3, 0), (1, 0), (2, 0), (5, 0), (4, 0)]))[::-1] == [1, 2, 4]
