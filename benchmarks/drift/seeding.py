"""Guilds with a design that was applied: as Discord tells of them, and as the store keeps them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import insert

from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.blueprint.adopted_keys import bound_to_keys
from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.runs.run import Report, Run, RunId, RunState
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.identifiers import GuildId
from app.shared.domain.structure.rekeying import keyed_by_bindings
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.discord.raw_guilds import RestGuildReader
from app.shared.infrastructure.postgres.tables import bindings as binding_table

BOT = 10**17
_FIRST = 2 * 10**17
_PER_GUILD = 10_000
_ROLES, _CHANNELS, _OVERWRITES = 20, 40, 3
_LONG_AGO = timedelta(hours=1)


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


async def apply_design(container: Container, raw: Any) -> None:
    """A version, and a run that led to it an hour ago."""
    reader: RestGuildReader = container.guild_reader()
    guild = GuildId(int(raw["guild"]["id"]))
    at = datetime.now(UTC) - _LONG_AGO
    snapshot = reader.snapshot(guild, raw, at)
    bindings = bound_to_keys(snapshot.structure, Bindings())
    design = Blueprint(structure=keyed_by_bindings(snapshot.structure, bindings))
    rows = [
        {"guild_id": guild, "kind": one.kind, "key": one.key, "object_id": one.id}
        for one in bindings.entries
    ]
    async with container.engine().begin() as connection:
        await connection.execute(insert(binding_table).values(rows))
    await _keep(container.begin(), snapshot, bindings, design, at)


async def _keep(
    begin: BeginUnitOfWork, snapshot: Snapshot, bindings: Bindings, design: Blueprint, at: datetime
) -> None:
    guild = snapshot.guild_id
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
    run = Run(
        id=RunId(f"run-{guild}"),
        guild_id=guild,
        plan_hash=plan.hash,
        state=RunState.QUEUED,
        requested_by="operator",
        created_at=at,
    )
    async with begin() as uow:
        await uow.versions.add(
            BlueprintVersion(
                guild_id=guild,
                number=1,
                text="",
                blueprint=design,
                author="operator",
                message="",
                saved_at=at,
            )
        )
        kept = await uow.snapshots.add(snapshot, bindings)
        plan_id = await uow.plans.add(plan, kept)
        await uow.runs.add(run, plan_id, steps=0)
        report = Report(
            done=1,
            unnecessary=0,
            skipped=0,
            failed=0,
            writes=1,
            differences=(),
            read_back_at=at,
            end_snapshot=kept,
        )
        ended = replace(run, state=RunState.SUCCEEDED, started_at=at, ended_at=at, report=report)
        await uow.runs.save(ended)
        await uow.commit()
