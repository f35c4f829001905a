"""Addresses of pictures, files and pages, as Discord reads them."""

from typing import Any
from urllib.parse import urlsplit

from app.sandbox.world.forms.reading import Reader, Wrong

WEB = ("http", "https")
WEB_OR_ATTACHED = ("http", "https", "attachment")


def address(*schemes: str, high: int = 2048) -> Reader:
    """An absolute address with one of these schemes."""

    def read_address(value: Any) -> str:
        if not isinstance(value, str):
            raise Wrong.of("STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
        if len(value) > high:
            raise Wrong.of("BASE_TYPE_MAX_LENGTH", f"Must be {high} or fewer in length.")
        try:
            parts = urlsplit(value)
        except ValueError:
            raise Wrong.of("URL_TYPE_INVALID_URL", "Not a well formed URL.") from None
        if parts.scheme not in schemes:
            listing = ", ".join(repr(each) for each in schemes)
            message = (
                f'Scheme "{parts.scheme}" is not supported. Scheme must be one of ({listing}).'
            )
            raise Wrong.of("URL_TYPE_INVALID_SCHEME", message)
        if not parts.netloc or " " in value:
            raise Wrong.of("URL_TYPE_INVALID_URL", "Not a well formed URL.")
        return value

    return read_address
