"""Where a browser may be sent back to, and what goes along."""

from ipaddress import ip_address
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from app.sandbox.world.users import LOOPBACK_CALLBACK, Application


def is_registered(application: Application, uri: str) -> bool:
    """Character by character, as Discord compares; any loopback callback where none is registered.

    What is registered is the operator's to know; an address that nobody registered must be plain.
    """
    if application.redirect_uris:
        return uri in application.redirect_uris
    try:
        parts = urlsplit(uri)
        plain = uri == f"{parts.scheme}://{parts.netloc}{LOOPBACK_CALLBACK}"
        port = parts.port
    except ValueError:
        return False
    host = parts.hostname or ""
    bare = parts.netloc.lower() in (host, f"{host}:{port}", f"[{host}]", f"[{host}]:{port}")
    return plain and bare and parts.scheme in ("http", "https") and _is_loopback(host)


def origin_of(uri: str) -> str:
    """As a source expression of a content security policy."""
    parts = urlsplit(uri)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return f"{parts.scheme}:"
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme}://{host}" + (f":{parts.port}" if parts.port else "")


def with_query(uri: str, values: dict[str, str | None]) -> str:
    """The address with these added to what its query says; None is left out."""
    parts = urlsplit(uri)
    kept = parse_qsl(parts.query, keep_blank_values=True)
    added = [(key, value) for key, value in values.items() if value is not None]
    return urlunsplit(parts._replace(query=urlencode([*kept, *added])))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
