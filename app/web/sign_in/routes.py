"""To Discord, back, and out."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import RedirectResponse, Response

from app.shared.application.ports.known_users import KnownUser
from app.shared.application.ports.sign_in import Attempt, ClientRefused, RedirectRefused
from app.shared.application.ports.web_sessions import WebSession
from app.shared.domain.errors import DomainError
from app.web.dependencies import (
    BeginSignInDep,
    CompleteSignInDep,
    ContainerDep,
    ReadinessDep,
    SessionDep,
    SignInAttemptsDep,
    WebSessionsDep,
)
from app.web.failures import GoTo, told_of_error
from app.web.pictures import picture_url
from app.web.readiness import Hindrance
from app.web.security.caller import caller_of
from app.web.security.cookies import ATTEMPT, SESSION
from app.web.sign_in.browsers import browser_of
from app.web.sign_in.local_paths import local_path
from app.web.sign_in.telling import attempt_unknown, refused_by_person, show_problem

router = APIRouter(include_in_schema=False)

Text = Annotated[str, Query()]
_HINDRANCES: dict[type[DomainError], Hindrance] = {
    RedirectRefused: Hindrance.REDIRECT_MISSING,
    ClientRefused: Hindrance.CLIENT_REFUSED,
}


@router.get("/sign-in")
async def sign_in(
    request: Request,
    begin: BeginSignInDep,
    readiness: ReadinessDep,
    next: Text = "",
    again: Text = "",
) -> Response:
    """Straight to Discord; whoever is signed in goes on to where they wanted, unless they ask to
    sign in `again`: as somebody else, or for Discord to tell of their servers anew."""
    wanted = local_path(next)
    if caller_of(request.scope).session is not None and not again:
        raise GoTo(wanted)
    if await readiness.certain() is not None:
        raise GoTo("/first-run")
    begun = await begin()(next=wanted, browser=ATTEMPT.read_from(request))
    response = _redirect(begun.url)
    ATTEMPT.set_on(response, begun.browser)
    return response


@router.get("/auth/callback")
async def come_back(
    request: Request,
    attempts: SignInAttemptsDep,
    complete: CompleteSignInDep,
    readiness: ReadinessDep,
    container: ContainerDep,
    code: Text = "",
    state: Text = "",
    error: Text = "",
) -> Response:
    """From Discord, with a code or with what went wrong there."""
    browser = ATTEMPT.read_from(request)
    attempt = await attempts.take(browser=browser, state=state) if browser and state else None
    if attempt is None:
        return show_problem(request, attempt_unknown())
    if error or not code:
        return show_problem(request, refused_by_person(error), attempt.next)
    try:
        completed = await complete()(
            attempt,
            code=code,
            browser=browser_of(request),
            before=caller_of(request.scope).session,
        )
    except DomainError as problem:
        readiness.refused = _HINDRANCES.get(type(problem), readiness.refused)
        return _told(request, problem, attempt)
    readiness.refused = None
    await container.remember_user()(_known(completed.session))
    response = _redirect(attempt.next)
    SESSION.set_on(response, completed.secret)
    return response


@router.post("/sign-out", status_code=204)
async def sign_out(session: SessionDep, sessions: WebSessionsDep) -> Response:
    """Ends this session for good, here and in the browser."""
    await sessions.end(session.user.id, session.handle)
    response = Response(status_code=204, headers={"cache-control": "no-store"})
    SESSION.clear_on(response)
    return response


def _known(session: WebSession) -> KnownUser:
    user = session.user
    return KnownUser(
        user_id=user.id,
        name=user.name,
        display_name=user.display_name,
        avatar=picture_url(user.id, user.avatar),
        seen_at=session.created_at,
    )


def _told(request: Request, problem: DomainError, attempt: Attempt) -> Response:
    if isinstance(problem, RedirectRefused | ClientRefused):
        raise GoTo("/first-run")
    return show_problem(request, told_of_error(problem), attempt.next)


def _redirect(url: str) -> Response:
    return RedirectResponse(url, 303, headers={"cache-control": "no-store"})
