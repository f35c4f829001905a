"""How the bot is, for the chip that every page shows."""

from datetime import datetime
from importlib.metadata import version
from typing import Self

from fastapi import APIRouter, Response
from pydantic import BaseModel

from app.shared.application.ports.bot_presence import BotState
from app.web.dependencies import BotPresenceDep, SessionDep

router = APIRouter(tags=["Status"])


class BotOut(BaseModel):
    """`latency_ms` is that of Discord's gateway as the bot measured it."""

    online: bool
    latency_ms: int | None
    seen_at: datetime | None

    @classmethod
    def of(cls, state: BotState) -> Self:
        return cls(online=state.online, latency_ms=state.latency_ms, seen_at=state.seen_at)


class StatusOut(BaseModel):
    bot: BotOut
    version: str


@router.get("/status")
async def get_status(presence: BotPresenceDep, _: SessionDep, response: Response) -> StatusOut:
    """Whether the bot is connected to Discord."""
    response.headers["cache-control"] = "no-store"
    state = await presence.state()
    return StatusOut(bot=BotOut.of(state), version=version("guildwright"))
