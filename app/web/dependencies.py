"""The one place where FastAPI meets the container: one alias per thing that a route asks for.

Each of them is a coroutine though it waits for nothing: a plain function would be called in a
thread, and a request would go there and back for every thing that it asks for.
"""

from collections.abc import Callable
from typing import Annotated, cast

from fastapi import Depends, Request

from app.shared.application.ports.bot_presence import BotPresence
from app.shared.application.ports.sign_in import SignInAttempts
from app.shared.application.ports.web_sessions import WebSession, WebSessions
from app.shared.application.sign_in.begin_sign_in import BeginSignIn
from app.shared.application.sign_in.complete_sign_in import CompleteSignIn
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.web_settings import WebSettings
from app.web.failures import not_signed_in
from app.web.public_address import PublicAddress
from app.web.readiness import Readiness
from app.web.security.caller import caller_of


def container_of(request: Request) -> Container:
    """For a dependency that every request of a guild goes through: FastAPI solves what another
    dependency wants anew each time, also where it has it already."""
    return cast(Container, request.app.state.container)


async def _container(request: Request) -> Container:
    return container_of(request)


async def _settings(request: Request) -> WebSettings:
    return cast(WebSettings, request.app.state.settings)


async def _address(request: Request) -> PublicAddress:
    return cast(PublicAddress, request.app.state.address)


async def _session(request: Request) -> WebSession:
    caller = caller_of(request.scope)
    if caller.unknown_because is not None:
        raise caller.unknown_because
    if caller.session is None:
        raise not_signed_in()
    return caller.session


async def _readiness(request: Request) -> Readiness:
    return cast(Readiness, request.app.state.readiness)


ContainerDep = Annotated[Container, Depends(_container)]
SettingsDep = Annotated[WebSettings, Depends(_settings)]
AddressDep = Annotated[PublicAddress, Depends(_address)]
ReadinessDep = Annotated[Readiness, Depends(_readiness)]
SessionDep = Annotated[WebSession, Depends(_session)]
"""Whoever is signed in by cookie. 401 for anybody else."""


async def _web_sessions(container: ContainerDep) -> WebSessions:
    return container.web_sessions()


WebSessionsDep = Annotated[WebSessions, Depends(_web_sessions)]


async def _bot_presence(container: ContainerDep) -> BotPresence:
    return container.bot_presence()


BotPresenceDep = Annotated[BotPresence, Depends(_bot_presence)]


async def _sign_in_attempts(container: ContainerDep) -> SignInAttempts:
    return container.sign_in_attempts()


async def _begin_sign_in(container: ContainerDep) -> Callable[[], BeginSignIn]:
    return container.begin_sign_in


async def _complete_sign_in(container: ContainerDep) -> Callable[[], CompleteSignIn]:
    return container.complete_sign_in


SignInAttemptsDep = Annotated[SignInAttempts, Depends(_sign_in_attempts)]
BeginSignInDep = Annotated[Callable[[], BeginSignIn], Depends(_begin_sign_in)]
"""Made late: it can be made only where a client is set, which routes look at first."""
CompleteSignInDep = Annotated[Callable[[], CompleteSignIn], Depends(_complete_sign_in)]
