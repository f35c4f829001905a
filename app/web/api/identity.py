"""Who asks: a person with a session, or a program with a token of a person's."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request

from app.shared.application.ports.web_sessions import WebSession
from app.shared.domain.access.tokens import ApiToken
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import UserId
from app.shared.infrastructure.container import Container
from app.web.dependencies import ContainerDep
from app.web.failures import Failure, Told, not_signed_in
from app.web.security.caller import caller_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    user_id: UserId
    session: WebSession | None = None
    token: ApiToken | None = None
    is_operator: bool = False

    @property
    def actor(self) -> str:
        return f"user:{self.user_id}"

    @property
    def origin(self) -> str:
        return "web" if self.token is None else "api"


async def find_identity(request: Request, container: Container) -> Identity:
    """Raises Failure with 401 for nobody, Unavailable where it cannot be found out."""
    caller = caller_of(request.scope)
    if caller.unknown_because is not None:
        raise caller.unknown_because
    if caller.session is not None:
        session = caller.session
        return Identity(user_id=session.user.id, session=session, is_operator=caller.is_operator)
    if not caller.bearer:
        raise not_signed_in()
    token = await container.authenticate_token()(caller.bearer)
    if token is None:
        raise not_signed_in()
    return Identity(user_id=token.owner, token=token)


async def _identity(request: Request, container: ContainerDep) -> Identity:
    return await find_identity(request, container)


IdentityDep = Annotated[Identity, Depends(_identity)]
"""Whoever asks. 401 for nobody."""


async def _person(identity: IdentityDep) -> Identity:
    if identity.session is None:
        raise Failure(
            Told(
                status=403,
                code="session_needed",
                what=say("Tokens may not do this, whatever their scopes."),
                remedy=say("Sign in with a browser and do it there."),
            )
        )
    return identity


PersonDep = Annotated[Identity, Depends(_person)]
"""Whoever is signed in with a browser. 403 for a token."""


async def _operator(person: PersonDep) -> Identity:
    if not person.is_operator:
        raise Failure.of_status(404)
    return person


OperatorDep = Annotated[Identity, Depends(_operator)]
"""Whoever is named in WEB_OPERATORS. To others there is no such route."""
