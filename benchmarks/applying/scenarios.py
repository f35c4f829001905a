"""What is applied: a guild as it is before, and what somebody changes of its design."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from benchmarks.applying import changes, community_changes, order_changes
from benchmarks.applying.designing import Design
from benchmarks.applying.seeding import (
    Site,
    community,
    full,
    nothing,
    ordinary,
    synced,
    with_gaps_and_ties,
    without_gaps,
)

_OVERWRITES = 10


@dataclass(frozen=True, slots=True)
class Scenario:
    name: str
    before: Callable[[Site], None]
    change: Callable[[Design], None]
    for_rule_4: int = 0
    """Calls beyond the least number without which somebody would have more access in between than
    before and after: by hand, whatever plans say of theirs."""


def scenarios(roles: int, channels: int) -> Iterator[Scenario]:
    """The size is that of the full guilds: `roles` counts @everyone and the bot's, `channels` the
    categories."""
    size = (roles, channels, min(_OVERWRITES, roles - 2))
    whole = partial(full, *size)
    yield Scenario("new guild of 30 roles, 8 categories, 40 channels", nothing, changes.new_guild)
    yield Scenario("full guild, all of it new", nothing, partial(changes.full_guild, *size))
    nearly = partial(full, roles, channels * 9 // 10, size[2])
    yield Scenario("nearly full guild, half of it otherwise", nearly, changes.half)
    yield Scenario("full guild, no change", whole, changes.nothing)
    yield Scenario("no change", community, changes.nothing)
    yield Scenario("no change, numbers with gaps and ties", with_gaps_and_ties, changes.nothing)
    yield from _orders()
    yield from _moves()
    yield from _access()
    yield from _communities()
    yield from _ends()


def _orders() -> Iterator[Scenario]:
    yield Scenario("roles upside down", ordinary, Design.reverse_roles)
    yield Scenario("one role to the top", ordinary, order_changes.one_role_up)
    yield Scenario("new roles at the bottom", ordinary, order_changes.roles_at_the_bottom)
    yield Scenario("a new role among the others", ordinary, order_changes.role_in_between)
    yield Scenario("channels upside down", ordinary, order_changes.channels_reversed)
    yield Scenario("one channel to the top", ordinary, order_changes.one_channel_up)
    yield Scenario("categories upside down", ordinary, order_changes.categories_reversed)
    yield Scenario("renames that change places", ordinary, order_changes.renamed_and_reversed)
    yield Scenario("one rename that changes places", without_gaps, order_changes.one_renamed)
    yield Scenario("a new channel at the end", ordinary, order_changes.new_at_the_end)
    yield Scenario("new channels where no number is free", without_gaps, order_changes.new_in_gap)
    yield Scenario("a new channel at the top", without_gaps, order_changes.new_at_the_top)
    yield Scenario(
        "a new channel between two that change", without_gaps, order_changes.new_between_edited
    )


def _moves() -> Iterator[Scenario]:
    yield Scenario("one channel to another category", ordinary, order_changes.one_moved)
    yield Scenario("all channels one category on", ordinary, order_changes.all_moved_on)
    yield Scenario("moves into the middle", ordinary, order_changes.moved_into_the_middle)
    yield Scenario("a move beside another order", ordinary, order_changes.moved_beside_order)
    yield Scenario("moves that are renamed as well", ordinary, order_changes.moved_and_renamed)


def _access() -> Iterator[Scenario]:
    yield Scenario("roles renamed", ordinary, changes.roles_renamed)
    yield Scenario("channels renamed", ordinary, changes.channels_renamed)
    yield Scenario("permissions of all roles", ordinary, changes.role_permissions)
    yield Scenario("an overwrite more in all channels", ordinary, changes.overwrites)
    yield Scenario("categories that their channels follow", synced, changes.categories_followed)
    # Discord changes a channel together with the category whose overwrites it has: the one that
    # shall keep its own would open to role-8. One call makes it unlike before, one undoes that.
    yield Scenario("a category that one channel leaves", synced, changes.category_left, 2)
    yield Scenario("two roles change places in channels", synced, changes.access_swapped)
    # If the channel came first, everybody could write in it; if @everyone did, whoever is in the
    # channel could mention everybody there. So @everyone loses, the channel opens, @everyone gains.
    circle = changes.access_in_a_circle
    yield Scenario("a channel opens while everybody loses", ordinary, circle, 1)
    yield Scenario("voice channels", ordinary, changes.voice)


def _communities() -> Iterator[Scenario]:
    yield Scenario("tags of a forum", community, community_changes.tags)
    yield Scenario("settings", community, community_changes.settings)
    yield Scenario("welcome screen", community, community_changes.welcome_screen)
    yield Scenario("onboarding", community, community_changes.onboarding)
    yield Scenario("AutoMod rules made, changed, deleted", community, community_changes.automod)
    yield Scenario("announcements become text and back", community, community_changes.types)
    yield Scenario("a guild becomes a community", ordinary, community_changes.becomes_one)


def _ends() -> Iterator[Scenario]:
    yield Scenario("roles deleted", ordinary, changes.roles_deleted)
    yield Scenario("channels deleted", ordinary, changes.channels_deleted)
    yield Scenario("a category deleted with its channels", ordinary, changes.category_deleted)
    yield Scenario("a category deleted, its channels kept", ordinary, changes.category_dissolved)
    yield Scenario("channels archived", ordinary, changes.archived)
    yield Scenario("everything at once", community, community_changes.everything)
