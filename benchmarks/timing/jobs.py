"""The calls that lie between a guild and a design, as many as nobody can do without.

They are the calls that `applying/least.py` counts, each with the limits it spends from and with the
calls whose new ids it must name. What it leaves out makes the job quicker, never slower.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.sandbox.limits.limits import Limits
from app.sandbox.limits.sublimits import CHANNEL_NAME_AND_TOPIC, SubLimit
from benchmarks.applying.differing import (
    PARENT,
    onboarding_differs,
    role_keys,
    rule_differs,
    settings_differ,
    welcome_differs,
)
from benchmarks.applying.least import ChannelsThatStay, role_order_is_a_call
from benchmarks.applying.raw import Raw, Thing
from benchmarks.timing.at_hand import Sent
from benchmarks.timing.ideal import Call
from benchmarks.timing.spending import Bucket

_GUILD = "/guilds/{guild_id}"
_CHANNEL = "/channels/{channel_id}"
_ROLE = f"{_GUILD}/roles/{{role_id}}"
_RULES = f"{_GUILD}/auto-moderation/rules"
_RULE = f"{_RULES}/{{rule_id}}"


@dataclass(frozen=True, slots=True)
class _Needed:
    """`makes` is the stand-in for an id that others may name in what they `send`."""

    method: str
    template: str
    channel: str = ""
    sends: Any = None
    keys: frozenset[str] = frozenset()
    makes: str = ""


def calls_between(
    before: Raw, wanted: Raw, limits: Limits, spent: Mapping[str, float]
) -> list[Call]:
    """`spent` names, for channels whose name and topic cannot be changed yet, in how many seconds
    they can."""
    needed = [
        *_roles(before, wanted),
        *_channels(before, wanted),
        *_rules(before, wanted),
        *_parts(before, wanted),
    ]
    makers = {one.makes: number for number, one in enumerate(needed) if one.makes}
    return [_call(one, makers, limits, spent) for one in needed]


def in_stages(calls: Sequence[Call]) -> list[list[Call]]:
    """As rule 5 wants it: deletes come last, those of channels before those of roles.

    What a call needs of its own stage is left out, which makes no stage longer.
    """
    bare = [Call(call.buckets, name=call.name) for call in calls]
    deletes = [call for call in bare if call.name.startswith("DELETE")]
    roles = [call for call in deletes if call.name.endswith("/roles/{role_id}")]
    others = [call for call in deletes if call not in roles]
    first = [call for call in bare if call not in deletes]
    return [stage for stage in (first, others, roles) if stage]


def renames_end(writes: Sequence[Sent]) -> dict[str, float]:
    """When the windows of those channels end whose names were changed as often as can be."""
    rule = CHANNEL_NAME_AND_TOPIC
    moments: defaultdict[str, list[float]] = defaultdict(list)
    for sent in writes:
        is_one = (sent.method, sent.template) == (rule.method, rule.template)
        if is_one and not rule.fields.isdisjoint(sent.body):
            moments[sent.path_params["channel_id"]].append(sent.at)
    return {
        channel: times[-rule.allowance.requests] + rule.allowance.per_seconds
        for channel, times in moments.items()
        if len(times) >= rule.allowance.requests
    }


def _call(
    one: _Needed, makers: Mapping[str, int], limits: Limits, spent: Mapping[str, float]
) -> Call:
    bucket = limits.table.bucket_of(one.method, one.template)
    allowance = bucket.allowance
    buckets = [Bucket(f"{bucket.name} {one.channel}", allowance.requests, allowance.per_seconds)]
    for sub_limit in limits.sub_limits:
        if _covers(sub_limit, one):
            finer = sub_limit.allowance
            name, free = f"finer {one.channel}", spent.get(one.channel, 0.0)
            buckets.append(Bucket(name, finer.requests, finer.per_seconds, free))
    named = {text for text in _texts(one.sends) if text in makers and text != one.makes}
    return Call(
        tuple(buckets), frozenset(makers[text] for text in named), f"{one.method} {one.template}"
    )


def _covers(sub_limit: SubLimit, one: _Needed) -> bool:
    same = (sub_limit.method, sub_limit.template) == (one.method, one.template)
    return same and not sub_limit.fields.isdisjoint(one.keys)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, Sequence):
        for item in value:
            yield from _texts(item)


def _split(
    old: Sequence[Thing], new: Sequence[Thing]
) -> tuple[list[Thing], list[Thing], list[tuple[Thing, Thing]]]:
    """What is to be made, what to be deleted, and what stays, as it is and as it shall be."""
    standing = {thing["id"]: thing for thing in old if not thing.get("managed")}
    managed = {thing["id"] for thing in old if thing.get("managed")}
    kept = {thing["id"] for thing in new}
    made = [thing for thing in new if thing["id"] not in standing and thing["id"] not in managed]
    gone = [thing for id_, thing in standing.items() if id_ not in kept]
    stays = [(standing[thing["id"]], thing) for thing in new if thing["id"] in standing]
    return made, gone, stays


def _roles(before: Raw, wanted: Raw) -> Iterator[_Needed]:
    made, gone, stays = _split(before.roles, wanted.roles)
    for role in made:
        yield _Needed("POST", f"{_GUILD}/roles", makes=role["id"])
    for old, new in stays:
        if role_keys(old, new, everyone=new["id"] == before.guild["id"]):
            yield _Needed("PATCH", _ROLE)
    for _ in gone:
        yield _Needed("DELETE", _ROLE)
    if role_order_is_a_call(before, wanted):
        yield _Needed("PATCH", f"{_GUILD}/roles")


def _channels(before: Raw, wanted: Raw) -> Iterator[_Needed]:
    made, gone, _ = _split(before.channels, wanted.channels)
    for channel in made:
        yield _Needed("POST", f"{_GUILD}/channels", sends=channel, makes=channel["id"])
    staying = ChannelsThatStay(before, wanted)
    wanted_of = {channel["id"]: channel for channel in wanted.channels}
    edits = dict(staying.edits)
    if not staying.fall_into_place:
        yield _Needed("PATCH", f"{_GUILD}/channels")
        rides = next((id_ for id_, keys in edits.items() if keys == {PARENT}), None)
        edits.pop(rides or "", None)
    for id_, keys in edits.items():
        sends = {key: wanted_of[id_][key] for key in keys}
        yield _Needed("PATCH", _CHANNEL, id_, sends, frozenset(keys))
    for channel in gone:
        yield _Needed("DELETE", _CHANNEL, channel["id"])


def _rules(before: Raw, wanted: Raw) -> Iterator[_Needed]:
    if wanted.rules is None:
        return
    made, gone, stays = _split(before.rules or (), wanted.rules)
    for rule in made:
        yield _Needed("POST", _RULES, sends=rule, makes=rule["id"])
    for old, new in stays:
        if rule_differs(old, new):
            yield _Needed("PATCH", _RULE, sends=new)
    for _ in gone:
        yield _Needed("DELETE", _RULE)


def _parts(before: Raw, wanted: Raw) -> Iterator[_Needed]:
    if settings_differ(before, wanted):
        yield _Needed("PATCH", _GUILD, sends=wanted.guild)
    if welcome_differs(before, wanted):
        yield _Needed("PATCH", f"{_GUILD}/welcome-screen", sends=wanted.welcome)
    if onboarding_differs(before, wanted):
        yield _Needed("PUT", f"{_GUILD}/onboarding", sends=wanted.onboarding)
