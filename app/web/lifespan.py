"""What runs beside the requests for as long as the web app serves."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import cast

from fastapi import FastAPI

from app.shared.application.logging.redaction import Redaction
from app.shared.infrastructure.container import Container
from app.web.error_keeping import keeping_errors


@asynccontextmanager
async def background(app: FastAPI) -> AsyncIterator[None]:
    container = cast(Container, app.state.container)
    async with AsyncExitStack() as running:
        # Rights are remembered only while their changes are heard.
        await running.enter_async_context(container.memberships().listening())
        secrets = (app.state.settings.client_secret,)
        redaction = Redaction.of(one.get_secret_value() for one in secrets if one is not None)
        await running.enter_async_context(keeping_errors(container.error_log(), redaction))
        yield
