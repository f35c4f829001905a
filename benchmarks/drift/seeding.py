"""Guilds with a design that was applied: as Discord tells of them, and as the store keeps them."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import TIMESTAMP, Table, insert

from app.shared.domain.blueprint.adopted_keys import bound_to_keys
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.runs.run import Report, RunState, Wish
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.rekeying import keyed_by_bindings
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.postgres.documents import to_document
from app.shared.infrastructure.postgres.tables import bindings as binding_table
from app.shared.infrastructure.postgres.tables import plans, runs, snapshots, versions

BOT = 10**17
_FIRST = 2 * 10**17
_PER_GUILD = 10_000
_ROLES, _CHANNELS, _OVERWRITES = 20, 40, 3
_LONG_AGO = timedelta(hours=1)
_AT_ONCE = 50


def guild_id(number: int) -> int:
    return _FIRST + number * _PER_GUILD


def role_id(guild: int, number: int) -> int:
    return guild + 100 + number


def channel_id(guild: int, number: int) -> int:
    return guild + 1000 + number


def created(guild: int) -> dict[str, Any]:
    """GUILD_CREATE: 20 roles, 40 channels with three overwrites each."""
    return {
        "id": str(guild),
        "name": f"Guild {guild}",
        "owner_id": str(guild + 1),
        "features": [],
        "unavailable": False,
        "large": False,
        "member_count": 50,
        "verification_level": 1,
        "default_message_notifications": 1,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "afk_timeout": 300,
        "system_channel_flags": 0,
        "emojis": [],
        "stickers": [],
        "roles": [role(guild, n) for n in range(_ROLES)],
        "channels": [channel(guild, n) for n in range(_CHANNELS)],
        "members": [_own_member(guild)],
        "threads": [],
        "voice_states": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
    }


def role(guild: int, number: int) -> dict[str, Any]:
    everyone = number == 0
    return {
        "id": str(guild if everyone else role_id(guild, number)),
        "name": "@everyone" if everyone else f"Role {number}",
        "permissions": "8" if number == _ROLES - 1 else "104324673",
        "position": number,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "icon": None,
        "unicode_emoji": None,
        "flags": 0,
    }


def channel(guild: int, number: int, topic: str = "As designed") -> dict[str, Any]:
    category = number % 10 == 0
    parent = None if category else str(channel_id(guild, number - number % 10))
    return {
        "id": str(channel_id(guild, number)),
        "guild_id": str(guild),
        "type": 4 if category else 0,
        "name": f"channel-{number}",
        "position": number,
        "parent_id": parent,
        "topic": None if category else topic,
        "nsfw": False,
        "rate_limit_per_user": 0,
        "flags": 0,
        "permission_overwrites": [
            {"id": str(role_id(guild, n)), "type": 0, "allow": "1024", "deny": "0"}
            for n in range(1, _OVERWRITES + 1)
        ],
    }


def _own_member(guild: int) -> dict[str, Any]:
    return {
        "user": {"id": str(BOT), "username": "wright", "discriminator": "0", "avatar": None},
        "roles": [str(role_id(guild, _ROLES - 1))],
        "joined_at": "2026-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }


async def apply_designs(container: Container, raw: Any, count: int) -> None:
    """A version, and a run that led to it an hour ago, in each guild. One is designed, of which
    `raw` shows what it is like; the others are the same with ids of their own."""
    tables = _rows(container, GuildId(guild_id(0)), raw)
    text = json.dumps(tables)
    first = _prefix(0)
    for begin in range(0, count, _AT_ONCE):
        numbers = range(begin, min(begin + _AT_ONCE, count))
        async with container.engine().begin() as connection:
            every = [json.loads(text.replace(first, _prefix(number))) for number in numbers]
            for table in (binding_table, versions, snapshots, plans, runs):
                rows = [
                    _row_of(table, row, number)
                    for number, one in zip(numbers, every, strict=True)
                    for row in one[table.name]
                ]
                await connection.execute(insert(table), rows)


def _prefix(number: int) -> str:
    """What every id of a guild begins with, and nothing else has in it."""
    return str(guild_id(number) // _PER_GUILD)


def _row_of(table: Table, row: dict[str, Any], number: int) -> dict[str, Any]:
    """As JSON had it, with times again, and with the numbers that rows have in common."""
    times = {
        one.name: datetime.fromisoformat(row[one.name])
        for one in table.c
        if isinstance(one.type, TIMESTAMP) and row.get(one.name)
    }
    numbers = {name: number + 1 for name in ("snapshot_id", "plan_id") if name in table.c}
    if table in (snapshots, plans):
        numbers["id"] = number + 1
    if table is runs:
        report = row["report"] | {"value": row["report"]["value"] | {"end_snapshot": number + 1}}
        return row | times | numbers | {"report": report}
    return row | times | numbers


def _rows(container: Container, guild: GuildId, raw: Any) -> dict[str, list[dict[str, Any]]]:
    at = datetime.now(UTC) - _LONG_AGO
    snapshot = container.guild_reader().snapshot(guild, raw, at)
    bindings = bound_to_keys(snapshot.structure, Bindings())
    design = Blueprint(structure=keyed_by_bindings(snapshot.structure, bindings))
    plan = make_plan(
        PlanRequest(
            blueprint=design,
            blueprint_version=1,
            snapshot=snapshot,
            bindings=bindings,
            requester=None,
            now=at,
        )
    )
    when, ours = at.isoformat(), {"guild_id": guild}
    report = Report(
        done=1,
        unnecessary=0,
        skipped=0,
        failed=0,
        writes=1,
        differences=(),
        read_back_at=at,
        end_snapshot=1,
    )
    return {
        binding_table.name: [
            {**ours, "kind": one.kind, "key": one.key, "object_id": one.id}
            for one in sorted(bindings.entries)
        ],
        versions.name: [
            {
                **ours,
                "number": 1,
                "text": "",
                "blueprint": to_document(design),
                "author": "operator",
                "message": "",
                "saved_at": when,
            }
        ],
        snapshots.name: [
            {
                **ours,
                "taken_at": when,
                "snapshot": to_document(snapshot),
                "bindings": to_document(bindings),
            }
        ],
        plans.name: [
            {
                **ours,
                "hash": plan.hash,
                "plan": to_document(plan),
                "made_at": when,
                "made_by": "operator",
                "reverts": [],
                "summary": {},
            }
        ],
        runs.name: [
            {
                **ours,
                "id": f"run-{guild}",
                "plan_hash": plan.hash,
                "state": RunState.SUCCEEDED,
                "wish": Wish.GO_ON,
                "requested_by": "operator",
                "created_at": when,
                "started_at": when,
                "ended_at": when,
                "failure": "",
                "failure_code": "",
                "report": to_document(report),
            }
        ],
    }
