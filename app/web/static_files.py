"""The files that browsers load, read once and served under a name that changes with them.

One hash stands for the whole tree, so that modules find each other by relative paths, and nothing
is ever stale: what a browser has under a hash, it may keep for good.
"""

import gzip
import hashlib
import logging
import mimetypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from typing import Self

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from app.web.failures import Failure
from app.web.made_files import made_files
from app.web.module_imports import imported_by

log = logging.getLogger(__name__)

TREE = Path(__file__).parent / "static"
PREFIX = "/static/"
_VENDOR = "vendor"
_PACKED = frozenset({"text/css", "text/javascript", "image/svg+xml", "application/json"})
_WORTH_PACKING = 400
_KINDS = {".js": "text/javascript", ".mjs": "text/javascript", ".svg": "image/svg+xml"}
_HASH_LENGTH = 10


@dataclass(frozen=True, slots=True)
class StaticFile:
    content: bytes
    packed: bytes | None
    """The same with gzip, where that is smaller."""
    kind: str
    digest: str


class StaticFiles:
    """An ASGI application for everything below PREFIX."""

    def __init__(self, files: dict[str, StaticFile], version: str) -> None:
        self.files = MappingProxyType(files)
        self.version = version
        self._told: set[str] = set()
        self._imported: dict[str, tuple[str, ...]] = {}

    @classmethod
    def read(cls, tree: Path = TREE) -> Self:
        """With what is made beside the tree. Takes some milliseconds per file: to be done once, at
        the start."""
        if not (tree / _VENDOR).is_dir():
            log.warning("third-party scripts are missing, pages stay without life: make assets")
        contents = {path.relative_to(tree).as_posix(): path.read_bytes() for path in _paths(tree)}
        contents |= made_files()
        files = {name: _file(name, content) for name, content in contents.items()}
        whole = hashlib.sha256()
        for name, file in sorted(files.items()):
            whole.update(f"{name}\0{file.digest}\0".encode())
        return cls(files, whole.hexdigest()[:_HASH_LENGTH])

    def url(self, name: str) -> str:
        """Where a browser finds the file. One that is not there is told in the log, once."""
        if name not in self.files and name not in self._told:
            self._told.add(name)
            log.warning("a page names a file that is not there: %s", name)
        return f"{PREFIX}{self.version}/{name}"

    def modules(self, *entries: str) -> list[str]:
        """Addresses of all that the modules import, so that a page can ask for them at once instead
        of finding them import by import."""
        found = dict.fromkeys(one for entry in entries for one in self._modules_of(entry))
        return [one for one in found if one not in map(self.url, entries)]

    def _modules_of(self, entry: str) -> tuple[str, ...]:
        if entry not in self._imported:
            self._imported[entry] = tuple(map(self.url, imported_by(entry, self._source)))
        return self._imported[entry]

    def _source(self, name: str) -> str:
        return self.files[name].content.decode() if name in self.files else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = self._answer(scope)
        await response(scope, receive, send)

    def _answer(self, scope: Scope) -> Response:
        if scope["method"] not in {"GET", "HEAD"}:
            raise Failure.of_status(405, headers={"allow": "GET, HEAD"})
        version, _, name = scope["path"].removeprefix(PREFIX).partition("/")
        file = self.files.get(name)
        if file is None or version != self.version:
            raise Failure.of_status(404)
        asked = Headers(scope=scope)
        # No tag: what stands under this address is never asked about again.
        headers = {
            "cache-control": "max-age=31536000, immutable",
            "vary": "accept-encoding",
        }
        body = file.content
        if file.packed is not None and "gzip" in asked.get("accept-encoding", ""):
            body = file.packed
            headers["content-encoding"] = "gzip"
        if scope["method"] == "HEAD":
            headers["content-length"] = str(len(body))
            body = b""
        return Response(body, media_type=file.kind, headers=headers)


def _paths(tree: Path) -> Iterator[Path]:
    for path in sorted(tree.rglob("*")):
        if path.is_file() and not any(part.startswith(".") for part in path.parts[-3:]):
            yield path


def _file(name: str, content: bytes) -> StaticFile:
    kind = _KINDS.get(PurePosixPath(name).suffix) or mimetypes.guess_type(name)[0]
    kind = kind or "application/octet-stream"
    packed = gzip.compress(content, 9, mtime=0) if kind in _PACKED else content
    is_smaller = len(content) >= _WORTH_PACKING and len(packed) < len(content)
    digest = hashlib.sha256(content).hexdigest()[:_HASH_LENGTH]
    return StaticFile(content, packed if is_smaller else None, kind, digest)
