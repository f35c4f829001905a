"""A chosen member reads a channel and writes into it."""

import base64
import binascii
from typing import Annotated, Any

from fastapi import APIRouter, Body

from app.sandbox.viewer.changes import Changes
from app.sandbox.viewer.conversation import conversation
from app.sandbox.viewer.hands import place_called, snowflake
from app.sandbox.viewer.waiting import until
from app.sandbox.world.actor import Actor
from app.sandbox.world.files import StoredFile, Upload, content_type_of
from app.sandbox.world.operations.interacting.offering import require_present
from app.sandbox.world.operations.messaging.attaching import Uploads
from app.sandbox.world.operations.messaging.deleting import delete_message
from app.sandbox.world.operations.messaging.dismissing import dismiss_message
from app.sandbox.world.operations.messaging.sending import send_message
from app.sandbox.world.payloads.files import attachment_payload
from app.sandbox.world.payloads.messages import message_payload
from app.sandbox.world.refusals import invalid_field
from app.sandbox.world.world import World

type Form = Annotated[dict[str, Any], Body()]

_WRITTEN = ("content", "message_reference")


def writing_routes(world: World, changes: Changes) -> APIRouter:
    routes = APIRouter(prefix="/sandbox/guilds/{guild_id}/channels/{channel_id}/as/{user_id}")

    @routes.get("/messages")
    async def look(
        guild_id: str, channel_id: str, user_id: str, newer_than: int = -1, wait: float = 0.0
    ) -> dict[str, Any]:
        """With `wait`, once the guild's version is greater than `newer_than`, or time is up."""
        guild, channel, member = place_called(world, guild_id, channel_id, user_id)
        if wait > 0:
            await until(world, lambda: changes.version(guild.id) > newer_than, wait)
        version = {"version": changes.version(guild.id)}
        return conversation(world, guild, channel, member) | version

    @routes.post("/messages", status_code=201)
    async def write(guild_id: str, channel_id: str, user_id: str, form: Form) -> dict[str, Any]:
        """`content`, `message_reference`, and `files`: names with their content in base64."""
        guild, channel, member = place_called(world, guild_id, channel_id, user_id)
        body = {key: form[key] for key in _WRITTEN if key in form}
        uploads = _uploads(form.get("files", []))
        actor = Actor(member, bot=False)
        message = send_message(world, guild, channel, actor, body, uploads)
        return message_payload(world, message)

    @routes.delete("/messages/{message_id}", status_code=204)
    async def remove(guild_id: str, channel_id: str, user_id: str, message_id: str) -> None:
        """Dismisses what only this member sees, deletes everything else."""
        guild, channel, member = place_called(world, guild_id, channel_id, user_id)
        found = snowflake(message_id)
        if not dismiss_message(world, guild, channel, member, found):
            delete_message(world, guild, channel, Actor(member, bot=False), found)

    @routes.post("/files", status_code=201)
    async def upload(guild_id: str, channel_id: str, user_id: str, form: Form) -> dict[str, Any]:
        """A file for an option of a command; its id is the option's value."""
        guild, channel, member = place_called(world, guild_id, channel_id, user_id)
        require_present(world, guild, channel, member)
        (found,) = _uploads([form]).values()
        file = StoredFile(
            world.next_id(),
            channel.id,
            found.filename,
            found.content,
            content_type_of(found),
            ephemeral=True,
        )
        world.files[file.id] = file
        return attachment_payload(world, file)

    return routes


def _uploads(files: list[dict[str, Any]]) -> Uploads:
    try:
        return {
            number: Upload(
                str(each.get("filename") or "file"),
                base64.b64decode(each.get("content") or "", validate=True),
                each.get("content_type"),
            )
            for number, each in enumerate(files)
        }
    except (binascii.Error, TypeError):
        raise invalid_field("files", "BINARY_TYPE_INVALID", "Send files in base64.") from None
