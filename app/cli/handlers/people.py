"""Who acts: the host's operator, or a member of the server on whose behalf it is."""

from typing import ClassVar

from app.shared.domain.errors import Invalid
from app.shared.domain.structure.identifiers import UserId


class UserUnclear(Invalid):
    code: ClassVar[str] = "user_unclear"


def user_id(text: str | None) -> UserId | None:
    return None if text is None else given_user_id(text)


def given_user_id(text: str) -> UserId:
    if not (text.isascii() and text.isdecimal()) or int(text) >= 1 << 63:
        raise UserUnclear(
            f'"{text}" is no user id.',
            remedy="In Discord: Settings → Advanced → Developer Mode, then right-click the member "
            "and choose Copy User ID.",
        )
    return UserId(int(text))


def actor(as_: str | None) -> str:
    user = user_id(as_)
    return "operator" if user is None else f"user:{user}"
