"""Keep what people did by hand: it goes into the design."""

import asyncio
from dataclasses import dataclass, replace

from app.shared.application.access.gate import Gate
from app.shared.application.blueprints.between_runs import keep_bindings, refuse_during_a_run
from app.shared.application.blueprints.saving import (
    NewVersion,
    add_version,
    check_limits,
    design_limits,
)
from app.shared.application.drift.settle_records import settle_records
from app.shared.application.drift.settling import Settling, settling
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.documents import DesignDocuments
from app.shared.application.ports.guild_gateway import GuildGateway
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.blueprint.adopted_keys import bound_to_keys
from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion
from app.shared.domain.blueprint.fitting import fitted
from app.shared.domain.blueprint.merging import merge
from app.shared.domain.drift.records import DriftState
from app.shared.domain.drift.taking_over import taking_over
from app.shared.domain.errors import Conflict
from app.shared.domain.language.saying import say, say_counted
from app.shared.domain.planning.changes import Change, ChangeKind, Subject
from app.shared.domain.structure.bindings import Binding, Bindings, Kind, inner_key
from app.shared.domain.structure.identifiers import GuildId, Key
from app.shared.domain.structure.rekeying import keyed_by_bindings
from app.shared.domain.structure.structure import Structure

_KINDS = {Subject.ROLE: Kind.ROLE, Subject.CHANNEL: Kind.CHANNEL, Subject.RULE: Kind.RULE}


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptDriftCommand:
    guild_id: GuildId
    ids: frozenset[str]
    """Of differences, as `CompareLive` gives them."""
    message: str = ""
    actor: str = "operator"
    origin: str = "cli"


class AdoptDrift:
    """Live values replace what the design says, in a new version whose text keeps its comments.

    Changes nothing in Discord. Where a version that nobody has applied yet says something else of
    the same field, the live value wins: that is what was asked for.
    """

    def __init__(
        self,
        begin: BeginUnitOfWork,
        gateway: GuildGateway,
        documents: DesignDocuments,
        gate: Gate,
        clock: Clock,
    ) -> None:
        self._begin = begin
        self._gateway = gateway
        self._documents = documents
        self._gate = gate
        self._clock = clock

    async def __call__(self, command: AdoptDriftCommand) -> BlueprintVersion:
        """Raises NothingApplied, DriftChanged, AccessDenied, RunUnderWay, Conflict, and what
        reading Discord raises."""
        guild_id = command.guild_id
        limits = await design_limits(self._gate, guild_id, command.actor, command.origin)
        found = await settling(self._begin, self._gateway, guild_id, command.ids)
        async with self._begin() as uow:
            latest = await uow.versions.latest(guild_id)
        applied = found.design.blueprint
        current = applied if latest is None else latest.blueprint
        blueprint, bindings = await asyncio.to_thread(_adopted, found, current)
        text = await self._text(latest, blueprint)
        async with self._begin() as uow:
            await refuse_during_a_run(uow, guild_id, say("adopt again"))
            if await uow.versions.latest(guild_id) != latest:
                raise Conflict(
                    say("Somebody saved a version just now."), remedy=say("Adopt again.")
                )
            check_limits(limits, latest, blueprint)
            known = await uow.bindings.of(guild_id)
            await keep_bindings(uow, guild_id, known, _rebound(known, found, bindings, blueprint))
            version = await add_version(
                uow,
                self._clock,
                latest,
                NewVersion(
                    guild_id=guild_id,
                    blueprint=blueprint,
                    text=text,
                    message=command.message or _message(found),
                    actor=command.actor,
                    origin=command.origin,
                    action="drift.adopted",
                    details={"sentences": [one.sentence for one in found.chosen]},
                ),
            )
            await settle_records(
                uow, guild_id, command.ids, DriftState.ADOPTED, command.actor, self._clock.now()
            )
            await uow.commit()
        return version

    async def _text(self, latest: BlueprintVersion | None, blueprint: Blueprint) -> str:
        if latest is None:
            return await self._documents.fresh(blueprint)
        return await self._documents.updated(latest.text, blueprint)


def _message(found: Settling) -> str:
    number = len(found.chosen)
    return say_counted(
        number,
        "Adopted {number} change made on the server",
        "Adopted {number} changes made on the server",
    )


def _adopted(found: Settling, current: Blueprint) -> tuple[Blueprint, Bindings]:
    """The new design, and bindings under which the live guild has its keys."""
    applied = found.design.blueprint
    bindings = _with_new_keys(found)
    live = keyed_by_bindings(found.live.structure, bindings)
    changes = [_rekeyed(one.change, bindings) for one in found.chosen]
    taken = taking_over(applied, live, changes)
    blueprint = taken if current == applied else merge(applied, taken, current).blueprint
    return fitted(blueprint)[0], bindings


def _with_new_keys(found: Settling) -> Bindings:
    """Those that hold, with a key for each thing that comes into the design and for the parts of
    things. Everything else keeps its id as key, which a design may point to."""
    known = found.design.bindings
    every = bound_to_keys(found.live.structure, known)
    coming = {
        (_KINDS[one.change.subject], int(one.change.key))
        for one in found.chosen
        if one.change.subject in _KINDS and one.change.key.isdecimal()
    }
    inner = {Kind.TAG, Kind.PROMPT, Kind.OPTION}
    new = {
        entry
        for entry in every.entries - known.entries
        if entry.kind in inner or (entry.kind, entry.id) in coming
    }
    return Bindings(known.entries | new)


def _rekeyed(change: Change, bindings: Bindings) -> Change:
    kind = _KINDS.get(change.subject)
    if kind is None or not change.key.isdecimal():
        return change
    return replace(change, key=bindings.key_of(kind, int(change.key)) or change.key)


def _rebound(
    known: Bindings, found: Settling, bindings: Bindings, blueprint: Blueprint
) -> Bindings:
    """What holds now, with what came into the design and without what went out of it."""
    named = set(_named_by(blueprint.structure))
    gone = {
        (_KINDS[one.change.subject], one.change.key)
        for one in found.chosen
        if one.change.subject in _KINDS and one.change.kind is ChangeKind.CREATE
    }
    new = {
        entry
        for entry in bindings.entries - found.design.bindings.entries
        if (entry.kind, entry.key) in named
    }
    kept = {entry for entry in known.entries if not _is_of(entry, gone)}
    return Bindings(frozenset(kept | new))


def _is_of(entry: Binding, gone: set[tuple[Kind, Key]]) -> bool:
    owner = Key(entry.key.partition("/")[0])
    if entry.kind is Kind.TAG:
        return (Kind.CHANNEL, owner) in gone
    return (entry.kind, entry.key) in gone


def _named_by(structure: Structure) -> list[tuple[Kind, Key]]:
    """Every key that the design gives to a thing or to a part of one."""
    named = [(Kind.ROLE, role.key) for role in structure.roles]
    for channel in structure.channels:
        named.append((Kind.CHANNEL, channel.key))
        named += [(Kind.TAG, inner_key(channel.key, tag.key)) for tag in channel.tags]
    for prompt in () if structure.onboarding is None else structure.onboarding.prompts:
        named.append((Kind.PROMPT, prompt.key))
        named += [(Kind.OPTION, inner_key(prompt.key, one.key)) for one in prompt.options]
    return named + [(Kind.RULE, rule.key) for rule in structure.automod or ()]
