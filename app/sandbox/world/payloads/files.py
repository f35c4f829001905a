"""Uploaded files as JSON: attachments of messages, and media inside components."""

import struct
from typing import Any

from app.sandbox.world.files import StoredFile
from app.sandbox.world.world import World

_PNG = b"\x89PNG\r\n\x1a\n"


def file_url(world: World, file: StoredFile) -> str:
    return world.address + file.path


def attachment_payload(world: World, file: StoredFile) -> dict[str, Any]:
    url = file_url(world, file)
    found: dict[str, Any] = {
        "id": str(file.id),
        "filename": file.filename,
        "size": len(file.content),
        "url": url,
        "proxy_url": url,
        "content_type": file.content_type,
        **_measures(file),
    }
    if file.description:
        found["description"] = file.description
    if file.ephemeral:
        found["ephemeral"] = True
    return found


def media_payload(world: World, file: StoredFile) -> dict[str, Any]:
    """An uploaded file as a component shows it."""
    url = file_url(world, file)
    return {
        "id": str(file.id),
        "url": url,
        "proxy_url": url,
        "content_type": file.content_type,
        "attachment_id": str(file.id),
        **_measures(file),
    }


def _measures(file: StoredFile) -> dict[str, int]:
    """Of PNG pictures only: nothing here depends on a picture's size."""
    if not file.content.startswith(_PNG) or len(file.content) < 24:
        return {}
    width, height = struct.unpack(">II", file.content[16:24])
    return {"width": width, "height": height}
