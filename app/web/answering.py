"""Turns what went wrong into an answer: problem+json below /api, a page that helps elsewhere."""

import json
import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from app.shared.application.logging.context import log_context
from app.shared.domain.errors import DomainError
from app.web.failures import (
    Failure,
    GoTo,
    Told,
    told_of_error,
    told_of_status,
    told_unexpected,
)
from app.web.pages.address import address_of
from app.web.pages.rendering import render
from app.web.validation import told_of_validation

log = logging.getLogger(__name__)

_FOR_PROGRAMS = ("/api/", "/csp-report")


def handle_failures(app: FastAPI) -> None:
    app.add_exception_handler(DomainError, _of_domain)
    app.add_exception_handler(Failure, _of_web)
    app.add_exception_handler(GoTo, _elsewhere)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(HTTPException, _of_framework)


def answer_unexpected(request: Request, error: Exception) -> Response:
    """Logs the error under the reference that the answer shows."""
    log.error("a request failed, reference %s", reference(), exc_info=error)
    return answer(request, told_unexpected())


def answer(request: Request, told: Told) -> Response:
    path = request.url.path
    if path.startswith(_FOR_PROGRAMS) or path == "/api":
        return problem(told)
    context = {"told": told, "reference": reference(), "for_others": _for_others(request, told)}
    response = render(request, "error.html", context, told.status)
    response.headers.update(told.headers)
    return response


def _for_others(request: Request, told: Told) -> str:
    """The address, where another account might see more there. It says nothing of what there is:
    what is not there and what may not be seen are told alike."""
    concealed = told.status in {403, 404} and request.url.path.startswith("/g/")
    return address_of(request) if concealed else ""


def problem(told: Told) -> Response:
    body: dict[str, Any] = {
        "type": "about:blank",
        "title": told.title,
        "status": told.status,
        "detail": told.what,
        "code": told.code,
        "remedy": told.remedy,
        "reference": reference(),
        **told.more,
    }
    if told.problems:
        body["problems"] = list(told.problems)
    return Response(
        json.dumps(body, ensure_ascii=False),
        status_code=told.status,
        media_type="application/problem+json",
        headers={"cache-control": "no-store", **told.headers},
    )


def reference() -> str:
    """Of this request: by it people find the lines of the log."""
    return log_context().request_id or ""


async def _of_domain(request: Request, error: Exception) -> Response:
    if not isinstance(error, DomainError):
        raise error
    told = told_of_error(error)
    if told.status >= 500:
        log.warning("a request could not be served: %s", error.code, exc_info=error)
    return answer(request, told)


async def _of_web(request: Request, error: Exception) -> Response:
    if not isinstance(error, Failure):
        raise error
    return answer(request, error.told)


async def _elsewhere(_request: Request, error: Exception) -> Response:
    if not isinstance(error, GoTo):
        raise error
    return RedirectResponse(error.path, 303, headers={"cache-control": "no-store"})


async def _of_validation(request: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    return answer(request, told_of_validation(error))


async def _of_framework(request: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    return answer(request, told_of_status(error.status_code, error.headers))
