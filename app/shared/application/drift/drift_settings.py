"""What a guild wants done about its drift: looking at that, and setting it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.shared.application.access.gate import Gate, beyond_objects
from app.shared.application.drift.settle_records import tell_anew
from app.shared.application.drift.telling_of import tell_elsewhere
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.access.actors import user_behind
from app.shared.domain.access.rights import WHOLE_GUILD, Right
from app.shared.domain.drift.loop_guard import LoopGuard
from app.shared.domain.drift.notices import Notice, NoticeState
from app.shared.domain.drift.records import DriftRecord
from app.shared.domain.drift.settings import DriftSettings, check_settings, place_text, places_of
from app.shared.domain.fingerprint import plain
from app.shared.domain.language.saying import say
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import ChannelId, GuildId, Key


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownDriftSettings:
    settings: DriftSettings
    stopped: tuple[LoopGuard, ...]
    """Where auto-revert has stopped, until somebody lets it go on."""
    not_told: Notice | None
    """The last notice, where it could not be shown in its channel."""
    channels: Mapping[Key, ChannelId]
    """Those that are bound: where it can be told."""


class ShowDriftSettings:
    def __init__(self, begin: BeginUnitOfWork) -> None:
        self._begin = begin

    async def __call__(self, guild_id: GuildId) -> ShownDriftSettings:
        async with self._begin() as uow:
            settings = await uow.drift_settings.of(guild_id)
            guards = await uow.loop_guards.of(guild_id)
            last = await uow.drift_notices.latest(guild_id)
            bindings = await uow.bindings.of(guild_id)
        shut = last is not None and last.state is NoticeState.WEB_ONLY
        return ShownDriftSettings(
            settings=settings,
            stopped=tuple(guard for guard in guards if guard.is_stopped),
            not_told=last if shut else None,
            channels={entry.key: ChannelId(entry.id) for entry in bindings.of_kind(Kind.CHANNEL)},
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class SetDriftSettingsCommand:
    settings: DriftSettings
    """`revert_as` is not taken from here: it is whoever sets what is reverted."""
    actor: str = "operator"
    origin: str = "cli"


class SetDriftSettings:
    """Takes the right to design, and the right to apply for what is put back by itself; both for
    the whole guild. Runs that put things back are made with the rights of whoever chose them."""

    def __init__(self, begin: BeginUnitOfWork, gate: Gate, clock: Clock) -> None:
        self._begin = begin
        self._gate = gate
        self._clock = clock

    async def __call__(self, command: SetDriftSettingsCommand) -> DriftSettings:
        """Raises DriftSettingsRefused, AccessDenied, GuildNotFound. Setting what holds already
        leaves no trace."""
        guild_id = command.settings.guild_id
        await require_whole(self._gate, guild_id, command.actor, Right.DESIGN)
        async with self._begin() as uow:
            before = await uow.drift_settings.of(guild_id)
        wanted = _with_who_reverts(command, before)
        check_settings(wanted)
        if wanted.auto_revert and _reverts_more(wanted, before):
            await require_whole(self._gate, guild_id, command.actor, Right.APPLY)
        async with self._begin() as uow:
            before = await uow.drift_settings.of(guild_id)
            if before == wanted:
                return wanted
            await uow.drift_settings.set(wanted)
            if wanted.channel_id != before.channel_id:
                await tell_elsewhere(uow, wanted, self._clock.now())
            await uow.trail.add(
                TrailEntry(
                    guild_id=guild_id,
                    at=self._clock.now(),
                    actor=command.actor,
                    origin=command.origin,
                    action="drift.settings_set",
                    before=_facts(before),
                    after=_facts(wanted),
                )
            )
            await uow.commit()
        return wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class LetRevertGoOnCommand:
    guild_id: GuildId
    places: frozenset[str] = frozenset()
    """Of guards that have stopped; all of them where it is empty."""
    actor: str = "operator"
    origin: str = "cli"


class LetRevertGoOn:
    """Takes the right to apply, for the whole guild."""

    def __init__(self, begin: BeginUnitOfWork, gate: Gate, clock: Clock) -> None:
        self._begin = begin
        self._gate = gate
        self._clock = clock

    async def __call__(self, command: LetRevertGoOnCommand) -> tuple[LoopGuard, ...]:
        """Give those that had stopped. What could not be put back for another reason is tried
        again too; where there is neither, nothing is done."""
        guild_id, now = command.guild_id, self._clock.now()
        await require_whole(self._gate, guild_id, command.actor, Right.APPLY)
        async with self._begin() as uow:
            await uow.drift_records.hold(guild_id)
            stopped = tuple(
                guard
                for guard in await uow.loop_guards.of(guild_id)
                if guard.is_stopped and (not command.places or guard.place in command.places)
            )
            left = [
                record
                for record in await uow.drift_records.lasting(guild_id)
                if record.trouble and _is_of(record, command.places)
            ]
            if not stopped and not left:
                return ()
            await uow.loop_guards.save(guild_id, [guard.let_go_on() for guard in stopped])
            for record in left:
                await uow.drift_records.save(replace(record, trouble=""))
            await tell_anew(uow, guild_id, now)
            await uow.trail.add(
                TrailEntry(
                    guild_id=guild_id,
                    at=now,
                    actor=command.actor,
                    origin=command.origin,
                    action="drift.revert_let_go_on",
                    details={"sentences": _what(stopped, left)},
                )
            )
            await uow.commit()
        return stopped


def _is_of(record: DriftRecord, places: frozenset[str]) -> bool:
    return not places or not places.isdisjoint(places_of(record.change))


def _what(stopped: Iterable[LoopGuard], left: Iterable[DriftRecord]) -> list[str]:
    """What of it is so now, and by its place what somebody has settled meanwhile."""
    told = {place for record in left for place in places_of(record.change)}
    settled = [place_text(guard.place) for guard in stopped if guard.place not in told]
    return [*(record.sentence for record in left), *settled]


async def require_whole(gate: Gate, guild_id: GuildId, actor: str, right: Right) -> None:
    """Raises AccessDenied where the right is missing or limited to some parts."""
    if await gate.limits(guild_id, actor, right) != WHOLE_GUILD:
        raise beyond_objects(right, [say("This is about the whole of it.")])


def _with_who_reverts(command: SetDriftSettingsCommand, before: DriftSettings) -> DriftSettings:
    settings = command.settings
    if not settings.auto_revert:
        return replace(settings, revert_as=None)
    if not _reverts_more(settings, before):
        return replace(settings, revert_as=before.revert_as)
    return replace(settings, revert_as=user_behind(command.actor))


def _reverts_more(wanted: DriftSettings, before: DriftSettings) -> bool:
    """What is no longer ignored may be put back from now on, in somebody's name."""
    return wanted.auto_revert != before.auto_revert or not set(before.ignored) <= set(
        wanted.ignored
    )


def _facts(settings: DriftSettings) -> dict[str, Any]:
    """Ids as text, since they are too long for JSON's numbers."""
    facts: dict[str, Any] = plain(settings)
    for name in ("guild_id", "channel_id", "revert_as"):
        facts[name] = None if facts[name] is None else str(facts[name])
    return facts
