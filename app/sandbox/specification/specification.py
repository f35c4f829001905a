"""Holds every request and every answer against Discord's OpenAPI document."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from app.sandbox.exchange.messages import Answer, Exchange, NoBody, OnPurpose, Proceed
from app.sandbox.exchange.stored import Stored
from app.sandbox.specification.answer_rules import (
    error_mismatches,
    header_mismatches,
    rate_limit_mismatches,
)
from app.sandbox.specification.body_rules import (
    channel_mismatches,
    has_channel_rules,
    message_mismatches,
)
from app.sandbox.specification.branches import branch_of
from app.sandbox.specification.document import Documents, documents_at, pointer_to
from app.sandbox.specification.request_body import is_form, json_of
from app.sandbox.specification.violation import Mismatch, Side, Violation

VARIABLE = "DISCORD_OPENAPI_SPEC"
"""The environment variable that names the file."""

_JSON = "application/json"
_MESSAGE_PATHS = ("/webhooks/", "/interactions/")


@dataclass(frozen=True, slots=True)
class Operation:
    """A method, a path of the document, and what fills it."""

    method: str
    path: str
    params: Mapping[str, str]

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


class Specification:
    """`violations` are answers that are wrong, and wrong requests that were accepted with 2xx.

    A wrong request that was refused is in `refused`: the sandbox did what it should, and whether
    the client should have sent it is for its own tests to say. `unchecked` names the routes that
    the sandbox serves and the document lacks.
    """

    def __init__(self, documents: Documents, stored: Stored) -> None:
        self.violations: list[Violation] = []
        self.refused: list[Violation] = []
        self.unchecked: set[str] = set()
        self._documents = documents
        self._stored = stored

    @classmethod
    def from_environment(cls, stored: Stored) -> Self | None:
        """None where the variable names no file; nothing is loaded then."""
        path = os.environ.get(VARIABLE)
        return cls(documents_at(Path(path)), stored) if path else None

    def complaints(self, *, expect_bad_requests: bool = False) -> list[Violation]:
        """What fails a test. One that sends bad bodies on purpose answers for them itself."""
        return [
            violation
            for violation in self.violations
            if not (expect_bad_requests and violation.side is Side.REQUEST)
        ]

    async def layer(self, exchange: Exchange, proceed: Proceed) -> Answer:
        """The innermost `Layer`: it sees what the handler was given and what it answered."""
        found = self._documents.routes.match(exchange.method, exchange.path)
        if found is None:
            if exchange.template is not None:
                self.unchecked.add(f"{exchange.method} {exchange.template}")
            return await proceed(exchange)
        operation = Operation(exchange.method, *found)
        wrong = list(self._request_mismatches(operation, exchange))
        try:
            answer = await proceed(exchange)
        except Exception as error:
            self._note(
                exchange, 500, Side.RESPONSE, [Mismatch("", f"the handler raised {error!r}")]
            )
            raise
        self._note(exchange, answer.status, Side.REQUEST, wrong)
        mismatches = self._answer_mismatches(operation, answer)
        self._note(exchange, answer.status, Side.RESPONSE, mismatches)
        return answer

    async def refusals_layer(self, exchange: Exchange, proceed: Proceed) -> Answer:
        """The outermost `Layer`: it sees the 429 of the limits, and passes what was ordered."""
        answer = await proceed(exchange)
        if answer.status == 429 and not isinstance(answer, OnPurpose):
            pointer = pointer_to("components", "schemas", "RatelimitedResponse")
            mismatches = self._documents.responses.mismatches(pointer, answer.body)
            mismatches += [*header_mismatches(answer), *rate_limit_mismatches(answer)]
            self._note(exchange, answer.status, Side.RESPONSE, mismatches)
        return answer

    def _note(
        self, exchange: Exchange, status: int, side: Side, mismatches: Iterable[Mismatch]
    ) -> None:
        was_refused = side is Side.REQUEST and not 200 <= status < 300
        (self.refused if was_refused else self.violations).extend(
            Violation(exchange.method, exchange.path, side, status, mismatch.place, mismatch.what)
            for mismatch in mismatches
        )

    def _request_mismatches(self, operation: Operation, exchange: Exchange) -> Iterator[Mismatch]:
        requests = self._documents.requests
        form = requests.operation(operation.method, operation.path).get("requestBody")
        if form is None:
            if exchange.content:
                yield Mismatch("", "takes no body")
            return
        body = json_of(exchange)
        if isinstance(body, NoBody):
            if exchange.content and not is_form(exchange):
                yield Mismatch("", "the body is not JSON")
            elif form.get("required") and not exchange.content:
                yield Mismatch("", "a body is needed")
            return
        if _JSON not in form["content"]:
            return
        yield from requests.mismatches(self._request_pointer(operation, body), body)
        if isinstance(body, dict):
            yield from self._rule_mismatches(operation, body)

    def _request_pointer(self, operation: Operation, body: object) -> str:
        branch = branch_of(operation.name, operation.params, body, self._stored)
        if branch is not None:
            return pointer_to("components", "schemas", branch)
        method = operation.method.lower()
        return pointer_to(
            "paths", operation.path, method, "requestBody", "content", _JSON, "schema"
        )

    def _rule_mismatches(
        self, operation: Operation, body: Mapping[str, object]
    ) -> Iterator[Mismatch]:
        channel_type = self._channel_type(operation, body)
        if channel_type is not None and has_channel_rules(channel_type):
            yield from channel_mismatches(body, channel_type)
        if operation.path.startswith(_MESSAGE_PATHS) or "/messages" in operation.path:
            yield from message_mismatches(body)

    def _channel_type(self, operation: Operation, body: Mapping[str, object]) -> int | None:
        """The kind that the channel has once the request is carried out."""
        asked = body.get("type")
        if operation.name == "POST /guilds/{guild_id}/channels":
            return asked if isinstance(asked, int) else 0
        if operation.name != "PATCH /channels/{channel_id}":
            return None
        channel_id = operation.params["channel_id"]
        if isinstance(asked, int) or not (channel_id.isascii() and channel_id.isdigit()):
            return asked if isinstance(asked, int) else None
        return self._stored.channel_type(int(channel_id))

    def _answer_mismatches(self, operation: Operation, answer: Answer) -> Iterator[Mismatch]:
        if answer.status >= 500:
            yield Mismatch("", "the sandbox failed")
            return
        method = operation.method.lower()
        known = self._documents.responses.operation(method, operation.path)["responses"]
        key = str(answer.status) if str(answer.status) in known else f"{answer.status // 100}XX"
        if key not in known:
            yield Mismatch("", f"{answer.status} is none of {', '.join(known)}")
            return
        reference = known[key].get("$ref")
        pointer = reference or pointer_to("paths", operation.path, method, "responses", key)
        content = self._documents.responses.resolved(known[key]).get("content", {})
        yield from header_mismatches(answer)
        if _JSON not in content:
            if answer.content:
                yield Mismatch("", f"{answer.status} comes without a body")
            return
        if isinstance(answer.body, NoBody):
            yield Mismatch("", f"{answer.status} comes with a JSON body")
            return
        place = f"{pointer}/content/application~1json/schema"
        yield from self._documents.responses.mismatches(place, answer.body)
        if answer.status >= 400:
            yield from error_mismatches(answer)
