"""A guild's JSON as one value, from REST or from the gateway, and the snapshot it shows."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from app.shared.application.ports.live_structures import GuildReader, LiveChannel, RawGuild
from app.shared.domain.structure.identifiers import GuildId, Key, UserId
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.infrastructure.discord.gateway import RestGuildGateway, readable
from app.shared.infrastructure.discord.guild_reads import GuildAnswers, Refused
from app.shared.infrastructure.discord.reading.channels import (
    is_hidden,
    is_structure,
    read_channel,
)
from app.shared.infrastructure.discord.reading.snapshot import read_snapshot, read_structure

_NOT_HEARD_OF = Refused(gone=False)
_PARTS = ("automod", "welcome_screen", "onboarding")
_NOT_KEPT = frozenset({"roles", "channels", "members", "presences", "threads", "voice_states"})


class RestGuildReader(GuildReader):
    def __init__(self, gateway: RestGuildGateway) -> None:
        self._gateway = gateway

    async def read(
        self, guild_id: GuildId, expected_channels: frozenset[int] = frozenset()
    ) -> RawGuild:
        seen = await self._gateway.everything(guild_id, expected_channels, with_members=False)
        answers = seen.answers
        with readable():
            shown = {int(channel["id"]) for channel in answers.channels}
            unseen = {int(key) for key in seen.unseen}
            return {
                "bot_id": str(seen.bot_id),
                "guild": {n: v for n, v in answers.guild.items() if n not in _NOT_KEPT},
                "roles": _by_id(answers.guild["roles"]),
                "channels": _by_id(answers.channels),
                "member": {"roles": [*answers.member["roles"]]},
                **_given(answers),
                "refused": _refused(answers),
                "unseen": sorted(map(str, unseen)),
                "gone": sorted(map(str, expected_channels - shown - unseen)),
            }

    def channel(self, guild_id: GuildId, raw: Mapping[str, Any]) -> LiveChannel | None:
        with readable():
            if not is_structure(raw):
                return None
            return LiveChannel(read_channel(guild_id, raw), int(raw["position"]))

    def snapshot(
        self,
        guild_id: GuildId,
        raw: RawGuild,
        taken_at: datetime,
        expected_channels: frozenset[int] = frozenset(),
    ) -> Snapshot:
        with readable():
            answers = _answers(raw)
            return read_snapshot(
                guild_id,
                answers,
                read_structure(guild_id, answers),
                unseen=_unseen(raw, expected_channels),
                bot_id=UserId(int(raw["bot_id"])),
                taken_at=taken_at,
            )


def _by_id(things: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {str(thing["id"]): thing for thing in things}


def _given(answers: GuildAnswers) -> dict[str, Any]:
    parts = {"welcome_screen": answers.welcome_screen, "onboarding": answers.onboarding}
    given: dict[str, Any] = {n: p for n, p in parts.items() if not isinstance(p, Refused)}
    if not isinstance(answers.automod, Refused):
        given["automod"] = _by_id(answers.automod)
    return given


def _refused(answers: GuildAnswers) -> dict[str, bool]:
    parts = {name: getattr(answers, name) for name in _PARTS}
    return {name: part.gone for name, part in parts.items() if isinstance(part, Refused)}


def _answers(raw: RawGuild) -> GuildAnswers:
    refused = {name: Refused(gone=gone) for name, gone in raw.get("refused", {}).items()}
    parts = {name: raw.get(name, refused.get(name, _NOT_HEARD_OF)) for name in _PARTS}
    rules = parts["automod"]
    return GuildAnswers(
        guild={**raw["guild"], "roles": [*raw["roles"].values()]},
        channels=list(raw["channels"].values()),
        member=raw["member"],
        member_counts=None,
        welcome_screen=parts["welcome_screen"],
        onboarding=parts["onboarding"],
        automod=rules if isinstance(rules, Refused) else list(rules.values()),
    )


def _unseen(raw: RawGuild, expected: frozenset[int]) -> frozenset[Key]:
    channels = raw["channels"]
    stand_ins = {name for name, channel in channels.items() if is_hidden(channel)}
    silent = {str(number) for number in expected} - channels.keys() - set(raw.get("gone", ()))
    known = set(raw.get("unseen", ())) - channels.keys()
    return frozenset(map(Key, stand_ins | silent | known))
