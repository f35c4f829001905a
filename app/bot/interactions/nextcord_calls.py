"""Answers over nextcord's adapter for webhooks, which waits as Discord tells it to."""

import asyncio
import json
from collections.abc import Awaitable
from io import BytesIO
from typing import Any

import aiohttp
import nextcord
from nextcord.webhook.async_ import async_context

from app.bot.interactions.calls import (
    AnswerNotTaken,
    AnswerRefused,
    CallbackType,
    Calls,
    InteractionGone,
)
from app.bot.interactions.interaction import Interaction
from app.bot.rendering.message import File

_ALREADY_ANSWERED = 40060
_GONE = {10062, 10015, 50027}
"""Unknown interaction, unknown webhook, invalid webhook token: three words for too late."""
_UNKNOWN_MESSAGE = 10008
_WITHIN_S = 30.0


class NextcordCalls(Calls):
    """Has a session of its own, so that what is being told goes on while the gateway's client is
    replaced."""

    def __init__(self, session: aiohttp.ClientSession) -> None:
        self._session = session

    async def respond(
        self,
        to: Interaction,
        kind: CallbackType,
        data: dict[str, Any] | None = None,
        files: tuple[File, ...] = (),
    ) -> None:
        await _done(
            async_context.get().create_interaction_response(
                to.id,
                to.token,
                session=self._session,
                type=kind.value,
                data=data,
                files=[_as_nextcord(file) for file in files],
            )
        )

    async def edit(
        self,
        to: Interaction,
        message_id: int | None,
        body: dict[str, Any],
        files: tuple[File, ...] = (),
    ) -> int:
        sent = _with_files({**body, "attachments": []}, files)
        adapter = async_context.get()
        call: Awaitable[Any]
        if message_id is None:
            call = adapter.edit_original_interaction_response(
                to.application_id, to.token, session=self._session, **sent
            )
        else:
            call = adapter.edit_webhook_message(
                to.application_id, to.token, message_id, session=self._session, **sent
            )
        return int((await _done(call))["id"])

    async def follow_up(
        self, to: Interaction, body: dict[str, Any], files: tuple[File, ...] = ()
    ) -> int:
        message = await _done(
            async_context.get().execute_webhook(
                to.application_id,
                to.token,
                session=self._session,
                wait=True,
                **_with_files(body, files),
            )
        )
        return int(message["id"])


def _as_nextcord(file: File) -> nextcord.File:
    return nextcord.File(BytesIO(file.content), filename=file.name)


def _with_files(body: dict[str, Any], files: tuple[File, ...]) -> dict[str, Any]:
    """What nextcord's adapter takes: JSON, or a form where files go along."""
    if not files:
        return {"payload": body}
    listed = [{"id": number, "filename": file.name} for number, file in enumerate(files)]
    form: list[dict[str, Any]] = [
        {"name": "payload_json", "value": json.dumps({**body, "attachments": listed})}
    ]
    form += [
        {
            "name": f"files[{number}]",
            "value": file.content,
            "filename": file.name,
            "content_type": "application/octet-stream",
        }
        for number, file in enumerate(files)
    ]
    return {"multipart": form}


async def _done(call: Awaitable[Any]) -> Any:
    try:
        async with asyncio.timeout(_WITHIN_S):
            return await call
    except nextcord.HTTPException as error:
        if error.code == _ALREADY_ANSWERED:
            # The answer went through and what Discord said to it was lost: nextcord sends again.
            return None
        raise _told(error) from error
    except (aiohttp.ClientError, OSError, TimeoutError) as error:
        raise AnswerNotTaken(f"Discord could not be told: {error}") from error


def _told(error: nextcord.HTTPException) -> InteractionGone | AnswerNotTaken | AnswerRefused:
    if error.code in _GONE or error.code == _UNKNOWN_MESSAGE:
        return InteractionGone(f"Discord no longer waits for this answer: {error}")
    if error.status >= 500 or error.status == 429:
        return AnswerNotTaken(f"Discord did not take the answer: {error}")
    return AnswerRefused(f"Discord refused the answer: {error}")
