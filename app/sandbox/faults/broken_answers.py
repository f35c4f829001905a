"""The answers that faults give instead of the handler's."""

import json
from http import HTTPStatus

from app.sandbox.exchange.messages import Answer, OnPurpose
from app.sandbox.faults.fault import Fault

_FROM_THE_PROXY = frozenset({502, 503, 504})


def error_answer(fault: Fault) -> Answer:
    """502 to 504 are pages, as the proxy writes them; the rest is JSON, as the API does."""
    if fault.body is not None:
        return _as_written(fault.status, fault.body)
    phrase = _phrase(fault.status)
    if fault.status in _FROM_THE_PROXY:
        return OnPurpose.of_html(
            fault.status, f"<html><title>{fault.status} {phrase}</title></html>"
        )
    return OnPurpose.of_json(fault.status, {"message": f"{fault.status}: {phrase}", "code": 0})


def emptied(answer: Answer) -> Answer:
    """The status and the headers of success, and nothing in it."""
    return OnPurpose(answer.status, b"", dict(answer.headers))


def replaced(fault: Fault, answer: Answer) -> Answer:
    """The status of the answer, or 200 where that one has no body, with one nobody asked for."""
    content = '{"unexpected": true}' if fault.body is None else fault.body
    status = HTTPStatus.OK if answer.status == HTTPStatus.NO_CONTENT else answer.status
    spoiled = _as_written(status, content)
    spoiled.headers = {**answer.headers, **spoiled.headers}
    return spoiled


def _as_written(status: int, text: str) -> Answer:
    return OnPurpose(status, text.encode(), {"content-type": _type_of(text)})


def _type_of(text: str) -> str:
    try:
        json.loads(text)
    except ValueError:
        return "text/html; charset=UTF-8"
    return "application/json"


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown Error"
