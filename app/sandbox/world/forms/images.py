"""Pictures that come inside JSON: checked a little, kept as the hash that Discord would show."""

import base64
import binascii
import hashlib
import re
from typing import Any

from app.sandbox.world.forms.reading import Wrong

_DATA_URI = re.compile(r"data:image/(?:png|jpeg|gif|webp|avif);base64,(?P<data>[A-Za-z0-9+/=\s]+)")
EMOJI_BYTES = 256 * 1024


def image_hash(value: Any) -> str:
    """A reader for forms: "data:image/png;base64,…" → the hash."""
    return hashlib.md5(_decoded(value), usedforsecurity=False).hexdigest()


def emoji_image(value: Any) -> bytes:
    """A reader for forms: the picture itself, at most 256 KiB."""
    found = _decoded(value)
    if len(found) > EMOJI_BYTES:
        raise Wrong.of("BINARY_TYPE_MAX_SIZE", "File cannot be larger than 256.0 kb.")
    return found


def is_animated(image: bytes) -> bool:
    return image.startswith((b"GIF87a", b"GIF89a"))


def _decoded(value: Any) -> bytes:
    match = _DATA_URI.fullmatch(value) if isinstance(value, str) else None
    try:
        found = base64.b64decode(match["data"]) if match is not None else b""
    except binascii.Error:
        found = b""
    if not found:
        raise Wrong.of("IMAGE_INVALID", "Invalid image data")
    return found
