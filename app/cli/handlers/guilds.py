"""Shows and decides which servers may use this installation."""

import asyncio
from typing import ClassVar

from app.cli.handlers.connections import connected
from app.cli.terminal import out, say, show_json
from app.shared.application.guilds.decide_admission import DecideAdmissionCommand
from app.shared.application.guilds.list_presences import ListedPresence
from app.shared.application.rendering.spans import safe
from app.shared.domain.errors import Invalid
from app.shared.domain.guilds.admission import Decision, Standing
from app.shared.domain.guilds.presence import GuildPresence
from app.shared.domain.structure.identifiers import GuildId

_LARGEST_ID = (1 << 64) - 1


class GuildIdUnclear(Invalid):
    code: ClassVar[str] = "guild_id_unclear"


def list_guilds(*, json: bool) -> int:
    found = asyncio.run(_listed())
    if json:
        show_json([_as_json(one) for one in found])
        return 0
    for one in found:
        out.print(_line(one))
    if not found:
        say("The bot is in no server yet.")
    return 0


def admit_guild(guild: str) -> int:
    decided = asyncio.run(_decide(_id(guild), Decision.ADMITTED))
    say(f"{safe(decided.name)} may use this installation.")
    return 0


def refuse_guild(guild: str) -> int:
    decided = asyncio.run(_decide(_id(guild), Decision.REFUSED))
    say(f"{safe(decided.name)} may not use this installation any more.")
    return 0


async def _listed() -> tuple[ListedPresence, ...]:
    async with connected("guilds") as container:
        return await container.list_presences()()


async def _decide(guild_id: GuildId, decision: Decision) -> GuildPresence:
    async with connected("guilds") as container:
        command = DecideAdmissionCommand(guild_id=guild_id, decision=decision)
        return await container.decide_admission()(command)


def _id(text: str) -> GuildId:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) <= _LARGEST_ID):
        raise GuildIdUnclear(
            f'"{safe(text)}" is no server id.',
            remedy="It is a number like 80351110224678912; guildwright guilds list shows each.",
        )
    return GuildId(int(text))


_WORDS = {
    Standing.ADMITTED: "may use it",
    Standing.WAITING: "waits to be let in",
    Standing.REFUSED: "refused",
}


def _line(one: ListedPresence) -> str:
    presence = one.presence
    gone = "" if presence.left_at is None else f"  left {presence.left_at:%Y-%m-%d}"
    return f"{presence.guild_id}  {safe(presence.name)}  {_WORDS[one.standing]}{gone}"


def _as_json(one: ListedPresence) -> dict[str, object]:
    presence = one.presence
    left, decided = presence.left_at, presence.decided_at
    return {
        "id": str(presence.guild_id),
        "name": presence.name,
        "standing": one.standing.value,
        "joined_at": presence.joined_at.isoformat(),
        "left_at": None if left is None else left.isoformat(),
        "decided_by": presence.decided_by or None,
        "decided_at": None if decided is None else decided.isoformat(),
    }
