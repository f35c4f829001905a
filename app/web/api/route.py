"""How each request of the API is worked at: given again where it was answered before, and with
everything that an error knows in its answer."""

from enum import Enum
from typing import Any

from fastapi import APIRouter, Request
from fastapi.routing import APIRoute
from starlette.responses import Response

from app.shared.domain.errors import DomainError
from app.web.api.idempotency import AnsweredBefore, claim_of
from app.web.api.refusing import told_in_full
from app.web.api.routes_of import PREFIX
from app.web.failures import Failure
from app.web.wired_route import Handler, WiredRoute


class ApiRoute(WiredRoute):
    def around(self, answer: Handler) -> Handler:
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


class ApiRouter(APIRouter):
    """The routes of one resource, each complete with its whole path: see `route_tree`."""

    def __init__(
        self,
        prefix: str = "",
        *,
        tags: list[str | Enum] | None = None,
        responses: dict[int | str, dict[str, Any]] | None = None,
    ) -> None:
        super().__init__(
            prefix=f"{PREFIX}{prefix}",
            tags=tags,
            responses=responses,
            route_class=ApiRoute,
            generate_unique_id_function=_operation_id,
        )


def _operation_id(route: APIRoute) -> str:
    """The function's name: clients that are generated read like our own code."""
    return route.name
