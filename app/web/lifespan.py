"""What runs beside the requests for as long as the web app serves."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import cast

from fastapi import FastAPI

from app.shared.infrastructure.container import Container


@asynccontextmanager
async def background(app: FastAPI) -> AsyncIterator[None]:
    container = cast(Container, app.state.container)
    async with AsyncExitStack() as running:
        # Rights are remembered only while their changes are heard.
        await running.enter_async_context(container.memberships().listening())
        yield
