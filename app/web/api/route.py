"""How each request of the API is worked at: given again where it was answered before, and with
everything that an error knows in its answer."""

from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from app.shared.domain.errors import DomainError
from app.web.api.idempotency import AnsweredBefore, claim_of
from app.web.api.refusing import told_in_full
from app.web.failures import Failure


class ApiRoute(APIRoute):
    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        answer = super().get_route_handler()

        async def handle(request: Request) -> Response:
            try:
                response = await answer(request)
            except AnsweredBefore as before:
                return before.response()
            except BaseException as error:
                if (claim := claim_of(request)) is not None:
                    await claim.answers.let_go(claim.name)
                if isinstance(error, DomainError):
                    told = await told_in_full(error, request.app.state.container)
                    if told is not None:
                        raise Failure(told) from error
                raise
            if (claim := claim_of(request)) is not None:
                await claim.settle(response)
            return response

        return handle
