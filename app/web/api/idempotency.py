"""The same POST sent twice is done once: `Idempotency-Key`.

The key is claimed after the caller's rights were looked at, so that nobody is given again what
they may not see any more. Only answers that say that something was done are kept: after a refusal
the same key may try again.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import Annotated

from fastapi import Depends, Header, Request
from starlette.responses import Response

from app.shared.application.ports.kept_answers import KeptAnswer, KeptAnswers, key_spent
from app.web.api.identity import IdentityDep
from app.web.dependencies import ContainerDep

_STATE = "idempotency"
_LARGEST_KEPT = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """Held while the request is worked at."""

    answers: KeptAnswers
    name: str
    request: str
    is_secret: bool = False
    """Of the answer only that there was one is kept."""

    async def settle(self, response: Response) -> None:
        if response.status_code >= 300 or len(response.body) > _LARGEST_KEPT:
            await self.answers.let_go(self.name)
            return
        if self.is_secret:
            spent = KeptAnswer(status=response.status_code, headers=(), body=b"")
            await self.answers.keep(self.name, self.request, spent)
            return
        headers = tuple(
            (name, value)
            for name, value in response.headers.items()
            if name in {"etag", "location", "content-type"}
        )
        await self.answers.keep(
            self.name,
            self.request,
            KeptAnswer(status=response.status_code, headers=headers, body=bytes(response.body)),
        )


class AnsweredBefore(Exception):
    """Carries the first answer out of the dependencies."""

    def __init__(self, answer: KeptAnswer) -> None:
        super().__init__("answered before")
        self.answer = answer

    def response(self) -> Response:
        headers = dict(self.answer.headers)
        return Response(
            self.answer.body,
            status_code=self.answer.status,
            headers={**headers, "idempotency-replayed": "true"},
        )


Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description="Made up by the client for each new request. The same key with the same "
        "request gives the same answer for 24 hours.",
        examples=["7f9c2ba4-e88f-4f0a-9b0c-3f1a4c6d2e10"],
    ),
]


async def _claim(
    request: Request, identity: IdentityDep, container: ContainerDep, key: Key = None
) -> None:
    if key is None:
        return
    body = await request.body()
    asked = hashlib.sha256(body)
    # A request on another version is another request, and is held against that version.
    based_on = request.headers.get("if-match", "")
    asked.update(f"\n{request.method} {request.url.path}?{request.url.query}\n{based_on}".encode())
    claim = Claim(
        answers=container.kept_answers(),
        name=f"{identity.user_id} {key}",
        request=asked.hexdigest(),
    )
    answer = await claim.answers.claim(claim.name, claim.request)
    if answer is not None:
        raise AnsweredBefore(answer)
    setattr(request.state, _STATE, claim)


async def _claim_secret(
    request: Request, identity: IdentityDep, container: ContainerDep, key: Key = None
) -> None:
    try:
        await _claim(request, identity, container, key)
    except AnsweredBefore as before:
        raise key_spent() from before
    if (claim := claim_of(request)) is not None:
        setattr(request.state, _STATE, replace(claim, is_secret=True))


def claim_of(request: Request) -> Claim | None:
    found = getattr(request.state, _STATE, None)
    return found if isinstance(found, Claim) else None


Once = Annotated[None, Depends(_claim)]
"""The last parameter of a POST: those before it look at rights first."""
OnceSecret = Annotated[None, Depends(_claim_secret)]
"""The same where the answer holds a secret that is shown once only: the second is refused."""
