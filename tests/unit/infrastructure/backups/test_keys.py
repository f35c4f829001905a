"""Keys for encrypted backups, and what encryption notices."""

import io
from pathlib import Path

import pytest

from app.shared.domain.backups.problems import BackupUnusable, KeyUnusable
from app.shared.infrastructure.backups.keys import (
    identity_in,
    new_identity,
    recipient_of,
    write_new_key,
)
from app.shared.infrastructure.backups.streams import decrypt, encrypt

TEXT = bytes(range(256)) * 1000


def test_a_new_key_is_its_owners_alone_and_fits_its_public_half(tmp_path: Path) -> None:
    public = write_new_key(tmp_path / "key")
    sealed, opened = io.BytesIO(), io.BytesIO()

    encrypt(io.BytesIO(TEXT), sealed, [recipient_of(public)])
    decrypt(io.BytesIO(sealed.getvalue()), opened, identity_in(tmp_path / "key"))

    assert opened.getvalue() == TEXT
    assert TEXT[:64] not in sealed.getvalue()
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_a_key_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    write_new_key(tmp_path / "key")
    before = (tmp_path / "key").read_text()

    with pytest.raises(FileExistsError):
        write_new_key(tmp_path / "key")

    assert (tmp_path / "key").read_text() == before


@pytest.mark.parametrize("content", ["", "age1nonsense", "AGE-SECRET-KEY-1X", "a\nb\n"])
def test_what_is_no_secret_key_is_refused_and_never_shown(tmp_path: Path, content: str) -> None:
    (tmp_path / "key").write_text(content)

    with pytest.raises(KeyUnusable) as caught:
        identity_in(tmp_path / "key")

    assert not content or content not in caught.value.message


def test_a_secret_key_is_no_public_one(tmp_path: Path) -> None:
    write_new_key(tmp_path / "key")
    secret = (tmp_path / "key").read_text().splitlines()[1]

    with pytest.raises(KeyUnusable) as caught:
        recipient_of(secret)

    assert secret not in caught.value.message + caught.value.remedy
    assert secret not in repr(identity_in(tmp_path / "key"))


def test_another_key_a_cut_and_a_changed_byte_are_noticed() -> None:
    key, sealed = new_identity(), io.BytesIO()
    encrypt(io.BytesIO(TEXT), sealed, [key.recipient()])
    whole = sealed.getvalue()
    changed = bytearray(whole)
    changed[-1000] ^= 1

    decrypt(io.BytesIO(whole), io.BytesIO(), key)
    for text, with_key in (
        *((whole, new_identity()), (bytes(changed), key), (whole[:-1], key)),
        *((whole[:70000], key), (b"", key)),
    ):
        with pytest.raises(BackupUnusable):
            decrypt(io.BytesIO(text), io.BytesIO(), with_key)


def test_a_full_disk_is_told_as_one() -> None:
    class Full(io.BytesIO):
        def write(self, _data: object, /) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space left") as caught:
        encrypt(io.BytesIO(TEXT), Full(), [new_identity().recipient()])

    assert caught.value.errno == 28
