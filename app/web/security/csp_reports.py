"""What browsers report that our content security policy forbade: a fault of ours, or an attack."""

import json
import logging
from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.web.security.headers import CSP_REPORTS

log = logging.getLogger(__name__)
router = APIRouter(include_in_schema=False)

_LARGEST = 16 * 1024
_LONGEST = 200


class ReportCount:
    """Since this process began."""

    def __init__(self) -> None:
        self.reports = 0


@router.post(CSP_REPORTS, status_code=204)
async def take_report(request: Request) -> Response:
    """Written to the log without anything that may be private. Takes what anybody sends."""
    body = await request.body()
    report = _report(body) if len(body) <= _LARGEST else None
    if report is not None:
        request.app.state.csp_reports.reports += 1
        log.warning(
            "the content security policy forbade something",
            extra={
                "directive": _short(report.get("effective-directive")),
                "blocked": _place(report.get("blocked-uri")),
                "document": _place(report.get("document-uri")),
                "source": _place(report.get("source-file")),
            },
        )
    return Response(status_code=204)


def _report(body: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return None
    report = found.get("csp-report") if isinstance(found, dict) else None
    return report if isinstance(report, dict) else None


def _place(value: object) -> str:
    """An address without its query, which may hold a code or a state."""
    try:
        parts = urlsplit(str(value or ""))
    except ValueError:
        return ""
    origin = f"{parts.scheme}://{parts.netloc}" if parts.netloc else parts.scheme
    return _short(f"{origin}{parts.path}")


def _short(value: object) -> str:
    return str(value or "")[:_LONGEST]
