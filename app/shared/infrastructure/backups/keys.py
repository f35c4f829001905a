"""Keys for encrypted backups: X25519, as the program `age` has them (age-encryption.org/v1)."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyrage

from app.shared.domain.backups.problems import KeyUnusable
from app.shared.domain.language.saying import say


@dataclass(frozen=True, slots=True)
class Recipient:
    """Whoever holds the other half opens what is encrypted for it. `key` is pyrage's."""

    key: Any


@dataclass(frozen=True, slots=True)
class Identity:
    """A secret key; `key` is pyrage's."""

    key: Any

    def __repr__(self) -> str:
        return "Identity(hidden)"

    def recipient(self) -> Recipient:
        return Recipient(self.key.to_public())


def recipient_of(public_key: str) -> Recipient:
    """Raises KeyUnusable."""
    try:
        return Recipient(pyrage.x25519.Recipient.from_str(public_key.strip()))
    except pyrage.RecipientError:
        raise KeyUnusable(
            say("This is no public key for backups."),
            remedy=say(
                "It begins with age1; a new pair is made by: guildwright backup --new-key FILE"
            ),
        ) from None


def identity_in(path: Path) -> Identity:
    """The secret key of a file as `age-keygen` writes it. Raises KeyUnusable, and OSError."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        (key,) = (line.strip() for line in lines if line.strip() and not line.startswith("#"))
        return Identity(pyrage.x25519.Identity.from_str(key))
    except (pyrage.IdentityError, ValueError):
        raise KeyUnusable(
            say("{path} holds no secret key for backups.", path=path),
            remedy=say("Name the file that `guildwright backup --new-key` or `age-keygen` wrote."),
        ) from None


def new_identity() -> Identity:
    return Identity(pyrage.x25519.Identity.generate())


def write_new_key(path: Path) -> str:
    """Make a pair, and keep the secret key in a new file for its owner alone. Gives the public key.
    Raises FileExistsError: a key that is lost opens nothing any more."""
    identity = pyrage.x25519.Identity.generate()
    public = str(identity.to_public())
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"# public key: {public}\n{identity}\n")
        file.flush()
        os.fsync(file.fileno())
    return public
