"""Files that were uploaded: what the CDN hands out."""

import mimetypes
from dataclasses import dataclass
from urllib.parse import quote

PREFIX = "/attachments"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came with a request, before it has an id."""

    filename: str
    content: bytes
    content_type: str | None = None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """`channel_id` is a part of the address only. `description` is the alt text."""

    id: int
    channel_id: int
    filename: str
    content: bytes
    content_type: str
    description: str | None = None
    ephemeral: bool = False

    @property
    def path(self) -> str:
        """Where the sandbox serves it, without the server's address."""
        return f"{PREFIX}/{self.channel_id}/{self.id}/{quote(self.filename)}"

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")


def content_type_of(upload: Upload) -> str:
    """What the client said, unless that says nothing; then by the name's ending."""
    said = (upload.content_type or "").partition(";")[0].strip().lower()
    if said and said != "application/octet-stream":
        return said
    return mimetypes.guess_type(upload.filename)[0] or "application/octet-stream"
