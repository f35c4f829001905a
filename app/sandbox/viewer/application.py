"""The viewer as one ASGI application: the page at /, its data under /sandbox."""

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, JSONResponse
from fastapi.staticfiles import StaticFiles

from app.sandbox.exchange.asgi import App
from app.sandbox.viewer.acting import acting_routes
from app.sandbox.viewer.changes import Changes
from app.sandbox.viewer.channel_editing import channel_routes
from app.sandbox.viewer.interacting import interaction_routes
from app.sandbox.viewer.loopback import LoopbackOnly
from app.sandbox.viewer.member_editing import member_routes
from app.sandbox.viewer.page import STATIC, page
from app.sandbox.viewer.reading import reading_routes
from app.sandbox.viewer.role_editing import role_routes
from app.sandbox.viewer.writing import writing_routes
from app.sandbox.world.refusals import Refusal
from app.sandbox.world.world import World


def viewer(world: World) -> App:
    """Answers on loopback only, and needs no token there."""
    application = FastAPI(openapi_url=None)
    changes = Changes(world)
    application.include_router(reading_routes(world, changes))
    application.include_router(acting_routes(world))
    application.include_router(writing_routes(world, changes))
    application.include_router(interaction_routes(world))
    application.include_router(channel_routes(world))
    application.include_router(role_routes(world))
    application.include_router(member_routes(world))
    application.mount("/sandbox/static", StaticFiles(directory=STATIC))
    application.add_exception_handler(Refusal, _refused)

    @application.get("/", response_class=HTMLResponse)
    async def show_page() -> str:
        return page(world)

    return LoopbackOnly(application)


async def _refused(_request: Request, error: Exception) -> JSONResponse:
    if not isinstance(error, Refusal):
        raise error
    return JSONResponse(error.body(), status_code=error.status)
