"""The password of an embedded server: made once, kept in a file that only its owner reads."""

import os
import secrets
from pathlib import Path

_LENGTH_BYTES = 24


def password_in(path: Path) -> str:
    """The password in the file, which is made on the first call."""
    try:
        return _read(path)
    except FileNotFoundError:
        write_private(path, secrets.token_hex(_LENGTH_BYTES))
    return _read(path)


def write_private(path: Path, text: str) -> None:
    """Write the file whole or not at all, readable by its owner only from the first moment."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def _read(path: Path) -> str:
    password = path.read_text(encoding="utf-8").strip()
    if not password:
        # A disk that filled up while the file was written.
        path.unlink()
        raise FileNotFoundError(path)
    return password
