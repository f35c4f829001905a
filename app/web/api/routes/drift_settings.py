"""What is done about drift, and what was noticed of it."""

from datetime import time
from typing import Any

from app.shared.application.drift.drift_settings import (
    LetRevertGoOnCommand,
    SetDriftSettingsCommand,
)
from app.shared.application.drift.ignore_drift import IgnoreDriftCommand
from app.shared.application.drift.settling import DriftChanged
from app.shared.application.rendering.drift_signs import sign_by_hand
from app.shared.application.rendering.plan_json import change_json
from app.shared.application.rendering.spans import safe
from app.shared.domain.drift.quiet_hours import QuietHours
from app.shared.domain.drift.records import DriftRecord, RecordId
from app.shared.domain.drift.settings import DriftSettings, DriftSettingsRefused, FieldRule
from app.shared.domain.planning.changes import Subject
from app.shared.domain.structure.identifiers import ChannelId, GuildId
from app.web.api.authorising import Applier, Designer, Viewer
from app.web.api.idempotency import Once
from app.web.api.paging import cursor_of, read_cursor
from app.web.api.parameters import Cursor, Limit
from app.web.api.problems import CURSOR_INVALID, problems
from app.web.api.route import ApiRouter
from app.web.api.schemas.contract import Page
from app.web.api.schemas.drift_settings import (
    DriftIgnoring,
    DriftRecordView,
    DriftRule,
    DriftSettingsBody,
    GoOn,
    ShownDriftSettings,
)
from app.web.dependencies import ContainerDep

router = ApiRouter("/guilds/{guild_id}/drift", tags=["Drift"])


@router.get(
    "/settings", summary="Show what is done about drift.", response_model=ShownDriftSettings
)
async def get_drift_settings(viewer: Viewer, container: ContainerDep) -> object:
    return await _shown(container, viewer.guild_id)


@router.put(
    "/settings",
    summary="Say what is done about drift.",
    response_model=ShownDriftSettings,
    responses=problems(DriftSettingsRefused),
)
async def set_drift_settings(
    designer: Designer, body: DriftSettingsBody, container: ContainerDep
) -> object:
    """Takes the right `design` for the whole server, and `apply` as well where what is put back by
    itself changes: that is done in your name."""
    await container.set_drift_settings()(
        SetDriftSettingsCommand(
            settings=_read(designer.guild_id, body),
            actor=designer.actor,
            origin=designer.origin,
        )
    )
    return await _shown(container, designer.guild_id)


@router.post(
    "/settings/go-on",
    summary="Let things be put back by themselves again.",
    response_model=ShownDriftSettings,
)
async def let_revert_go_on(
    applier: Applier, body: GoOn, container: ContainerDep, _once: Once
) -> object:
    """Where it stopped, since somebody changed the same thing again each time."""
    await container.let_revert_go_on()(
        LetRevertGoOnCommand(
            guild_id=applier.guild_id,
            places=frozenset(body.places),
            actor=applier.actor,
            origin=applier.origin,
        )
    )
    return await _shown(container, applier.guild_id)


@router.post(
    "/ignore",
    summary="Let differences stay as they are, or watch them again.",
    response_model=list[DriftRecordView],
    responses=problems(DriftChanged),
)
async def ignore_drift(
    designer: Designer, body: DriftIgnoring, container: ContainerDep, _once: Once
) -> object:
    """Neither the server nor the design changes. Give those whose state changed by it."""
    changed = await container.ignore_drift()(
        IgnoreDriftCommand(
            guild_id=designer.guild_id,
            ids=frozenset(body.ids),
            ignore=body.ignore,
            actor=designer.actor,
            origin=designer.origin,
        )
    )
    return [record_view(record) for record in changed]


@router.get(
    "/records",
    summary="List what was noticed, newest first.",
    response_model=Page[DriftRecordView],
    responses=problems(CURSOR_INVALID),
)
async def list_drift_records(
    viewer: Viewer, container: ContainerDep, cursor: Cursor = None, limit: Limit = 50
) -> object:
    """With what became of each. The bot notices; while there is none, this stands still."""
    before = read_cursor("drift", cursor)
    if before is not None and not before.isdecimal():
        before = "0"
    found = await container.list_drift()(
        viewer.guild_id, limit + 1, None if before is None else RecordId(int(before))
    )
    shown = found[:limit]
    more = len(found) > limit
    return {
        "items": [record_view(record) for record in shown],
        "next": cursor_of("drift", str(shown[-1].id)) if more else None,
    }


def record_view(record: DriftRecord) -> dict[str, Any]:
    return {
        "number": record.id,
        "id": record.difference,
        "sign": sign_by_hand(record.change),
        "sentence": safe(record.sentence),
        "change": change_json(record.change),
        "who": None
        if record.who is None
        else {"id": str(record.who), "name": safe(record.who_name)},
        "by_bot": record.by_bot,
        "done_at": record.done_at,
        "found_at": record.found_at,
        "found_by": record.found_by.value,
        "state": record.state.value,
        "settled_at": record.settled_at,
        "settled_by": record.settled_by or None,
        "trouble": safe(record.trouble) or None,
    }


def _read(guild_id: GuildId, body: DriftSettingsBody) -> DriftSettings:
    hours = body.quiet_hours
    return DriftSettings(
        guild_id=guild_id,
        channel_id=None if body.channel_id is None else ChannelId(int(body.channel_id)),
        quiet_hours=None
        if hours is None
        else QuietHours(
            begins=time.fromisoformat(hours.begins),
            ends=time.fromisoformat(hours.ends),
            zone=hours.zone,
        ),
        ignored=tuple(map(_rule, body.ignored)),
        auto_revert=tuple(map(_rule, body.auto_revert)),
    )


def _rule(rule: DriftRule) -> FieldRule:
    return FieldRule(subject=Subject(rule.subject), key=rule.key, field=rule.field)


async def _shown(container: ContainerDep, guild_id: GuildId) -> dict[str, Any]:
    found = await container.show_drift_settings()(guild_id)
    settings, hours = found.settings, found.settings.quiet_hours
    return {
        "channel_id": None if settings.channel_id is None else str(settings.channel_id),
        "quiet_hours": None
        if hours is None
        else {
            "begins": hours.begins.isoformat("minutes"),
            "ends": hours.ends.isoformat("minutes"),
            "zone": hours.zone,
        },
        "ignored": [_rule_view(rule) for rule in settings.ignored],
        "auto_revert": [_rule_view(rule) for rule in settings.auto_revert],
        "revert_as": None if settings.revert_as is None else str(settings.revert_as),
        "stopped": [{"place": guard.place, "since": guard.stopped_at} for guard in found.stopped],
        "channels": {key: str(number) for key, number in found.channels.items()},
        "not_told": None if found.not_told is None else safe(found.not_told.trouble),
    }


def _rule_view(rule: FieldRule) -> dict[str, str]:
    return {"subject": rule.subject.value, "key": rule.key, "field": rule.field}
