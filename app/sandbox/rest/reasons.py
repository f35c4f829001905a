"""The audit-log reason of a request."""

from urllib.parse import unquote

from app.sandbox.rest.incoming import Incoming

MAX_LENGTH = 512


def audit_log_reason(incoming: Incoming) -> str | None:
    """X-Audit-Log-Reason, URL-decoded and cut to the length that Discord keeps."""
    text = unquote(incoming.headers.get("x-audit-log-reason", "")).strip()
    return text[:MAX_LENGTH] or None
