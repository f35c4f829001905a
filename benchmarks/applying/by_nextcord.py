"""The same job by nextcord's high-level methods, as somebody who knows both well would write it.

Deletes come first, so that everything that goes with them needs no call; each role and channel is
made by one call with all its arguments and edited by one `edit`; roles are put in order by one
`edit_role_positions`; channels by `move` for as few of them as possible, which changes the category
as well where nothing else is to be changed. What Discord did by itself is looked at before each
edit. Nothing of this knows rule 4: nobody is kept from having more in between.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

import nextcord

from benchmarks.applying.differing import (
    ACCESS,
    CATEGORY,
    PARENT,
    access_of,
    field_keys,
    group_of,
    onboarding_differs,
    role_keys,
    rule_differs,
    welcome_differs,
)
from benchmarks.applying.nextcord_arguments import (
    create_channel,
    edit_options,
    role_arguments,
    rule_arguments,
    setting_argument,
)
from benchmarks.applying.nextcord_view import View
from benchmarks.applying.orders import Place, numbers_for
from benchmarks.applying.raw import Raw, Thing, raw_of, with_ids

_MEDIA = 16


def cannot(before: Raw, wanted: Raw) -> str:
    """What nextcord has no working method for, of what this needs; nothing where it has all.

    Of a new forum tag it sends the word "None" for an id (3.2), which is no snowflake.
    """
    missing = {
        "new forum tags": any(
            len(_tag_names(now) - _tag_names(then)) > 0
            for then, now in _both(before.channels, wanted.channels)
        ),
        "media channels": any(channel["type"] == _MEDIA for channel in wanted.channels),
        "welcome screen": welcome_differs(before, wanted),
        "onboarding": onboarding_differs(before, wanted),
    }
    return ", ".join(name for name, needed in missing.items() if needed)


def _both(before: Sequence[Thing], wanted: Sequence[Thing]) -> Iterator[tuple[Thing, Thing]]:
    live = {thing["id"]: thing for thing in before}
    return ((live[thing["id"]], thing) for thing in wanted if thing["id"] in live)


def _tag_names(channel: Thing) -> set[str]:
    return {tag["name"] for tag in channel.get("available_tags", ())}


class ByNextcord:
    """Brings one guild to what is wanted, whose ids are replaced as things are made."""

    def __init__(self, view: View, wanted: Raw) -> None:
        self._view = view
        self._wanted = wanted
        self._made: dict[str, str] = {}

    async def apply(self) -> Raw:
        """Gives what was wanted, in ids."""
        await self._deletes()
        await self._roles()
        await self._channels()
        await self._order()
        await self._settings()
        await self._rules()
        return self._wanted.with_ids(self._made)

    def _id(self, id_: str | None) -> str | None:
        return None if id_ is None else self._made.get(id_, id_)

    def _now(self) -> Raw:
        return raw_of(self._view.live)

    async def _deletes(self) -> None:
        for kept, find, live in (
            (self._wanted.roles, self._view.guild.get_role, self._now().roles),
            (self._wanted.channels, self._view.guild.get_channel, self._now().channels),
        ):
            names = {thing["id"] for thing in kept}
            for thing in live:
                if thing["id"] not in names and not thing.get("managed"):
                    found: Any = find(int(thing["id"]))
                    await found.delete()
        self._view.refresh()

    async def _roles(self) -> None:
        live = {role["id"]: role for role in self._now().roles}
        for role in self._wanted.roles:
            old = live.get(role["id"])
            if old is None:
                made = await self._view.guild.create_role(**role_arguments(role))
                self._made[role["id"]] = str(made.id)
                continue
            everyone = role["id"] == str(self._view.live.id)
            if keys := role_keys(old, role, everyone=everyone):
                changed = {key: role[key] for key in keys}
                await self._view.role(role["id"]).edit(**role_arguments(changed))
        self._view.refresh()
        wanted = [self._id(role["id"]) for role in self._wanted.roles]
        now = {role["id"]: role for role in self._now().roles}
        ranked = sorted(
            (id_ for id_ in wanted if id_ is not None),
            key=lambda id_: (-now[id_]["position"], int(id_)),
        )
        if ranked != wanted:
            from_below = reversed([id_ for id_ in wanted[:-1] if id_ is not None])
            positions: Any = {
                self._view.role(id_): number for number, id_ in enumerate(from_below, start=1)
            }
            await self._view.guild.edit_role_positions(positions)
            self._view.refresh()

    async def _channels(self) -> None:
        """Categories first, so that the others can be made in them and follow them."""
        numbers = self._numbers()
        for channel in sorted(self._wanted.channels, key=lambda c: c["type"] != CATEGORY):
            wanted = with_ids(channel, self._made)
            old = next((c for c in self._now().channels if c["id"] == wanted["id"]), None)
            if old is None:
                made = await create_channel(self._view, wanted, numbers.get(channel["id"]))
                self._made[channel["id"]] = str(made.id)
                self._view.refresh()
                continue
            keys = field_keys(old, wanted)
            if access_of(old) != access_of(wanted):
                keys.add(ACCESS)
            if keys:
                moves = {PARENT} if old[PARENT] != wanted[PARENT] else set[str]()
                await self._edit(wanted, keys | moves)

    def _numbers(self) -> dict[str, int]:
        """For new channels, where numbers at creation make every `move` needless."""
        now = {channel["id"]: channel for channel in self._now().channels}
        groups: dict[Any, list[Thing]] = {}
        for channel in self._wanted.channels:
            groups.setdefault(group_of(channel), []).append(channel)
        found: dict[str, int] = {}
        for group in groups.values():
            numbers = numbers_for(
                [
                    Place(int(c["id"]), now[c["id"]]["position"])
                    if c["id"] in now
                    else Place(None, None)
                    for c in group
                ]
            )
            if numbers is not None:
                found |= {c["id"]: n for c, n in zip(group, numbers, strict=True)}
        return found

    async def _edit(self, wanted: Thing, keys: set[str]) -> None:
        channel = self._view.channel(wanted["id"])
        await channel.edit(**edit_options(self._view, channel, {key: wanted[key] for key in keys}))
        self._view.refresh()

    async def _order(self) -> None:
        """`move` for what only changes its category, and for as few of the others as can be."""
        groups: dict[Any, list[str]] = {}
        for channel in self._wanted.with_ids(self._made).channels:
            groups.setdefault(group_of(channel), []).append(channel["id"])
        for (parent, _), ids in groups.items():
            now = {channel["id"]: channel for channel in self._now().channels}
            here = [id_ for id_ in ids if now[id_]["parent_id"] == parent]
            places = [(now[id_]["position"], int(id_)) for id_ in here]
            staying = {here[index] for index in longest_rising(places)}
            for index, id_ in enumerate(ids):
                if id_ in staying:
                    continue
                where: dict[str, Any] = {"beginning": True}
                if index:
                    where = {"after": self._view.channel(ids[index - 1])}
                if now[id_]["type"] != CATEGORY:
                    where["category"] = self._view.channel(parent)
                await self._view.channel(id_).move(**where)
                self._view.refresh()

    async def _settings(self) -> None:
        live = self._now().guild
        live = {**live, "community": "COMMUNITY" in live["features"]}
        given: dict[str, Any] = {}
        for key, value in self._wanted.guild.items():
            if live.get(key) != self._id_or(value):
                name, argument = setting_argument(self._view, key, self._id_or(value))
                given[name] = argument
        if given:
            await self._view.guild.edit(**given)

    def _id_or(self, value: Any) -> Any:
        return self._made.get(value, value) if isinstance(value, str) else value

    async def _rules(self) -> None:
        live = {rule["id"]: rule for rule in self._now().rules or ()}
        objects = {str(rule.id): rule for rule in await self._view.guild.auto_moderation_rules()}
        wanted = {rule["id"]: rule for rule in self._wanted.rules or ()}
        for id_, living in objects.items():
            if id_ not in wanted:
                await living.delete()
        for id_, rule in wanted.items():
            if id_ not in live:
                made = await self._view.guild.create_auto_moderation_rule(**rule_arguments(rule))
                self._made[id_] = str(made.id)
            elif rule_differs(live[id_], rule):
                roles: list[Any] = [nextcord.Object(int(role)) for role in rule["exempt_roles"]]
                await objects[id_].edit(exempt_roles=roles)


def longest_rising(values: Sequence[tuple[int, int]]) -> Iterator[int]:
    """The indices of a longest selection that rises: what can stay where it is."""
    tails: list[tuple[int, int]] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for index, value in enumerate(values):
        length = bisect_left(tails, value)
        before[index] = last[length - 1] if length else None
        tails[length : length + 1] = [value]
        last[length : length + 1] = [index]
    chain = last[-1] if last else None
    while chain is not None:
        yield chain
        chain = before[chain]


def for_twin(ours: Raw, twin: Raw, wanted: Raw) -> Raw:
    """What is wanted of one guild, as ids of another that was built in the same way."""
    ids = {ours.guild["id"]: twin.guild["id"]}
    for one, other in (
        (ours.roles, twin.roles),
        (ours.channels, twin.channels),
        (ours.rules or (), twin.rules or ()),
    ):
        ids |= {a["id"]: b["id"] for a, b in zip(one, other, strict=True)}
    return wanted.with_ids(ids)
