"""Who is signed in, and in which browsers."""

from datetime import datetime

from starlette.status import HTTP_204_NO_CONTENT

from app.shared.application.ports.web_sessions import SessionHandle, WebSession
from app.shared.domain.errors import NotFound
from app.shared.domain.language.saying import say
from app.web.api.identity import Identity, IdentityDep, PersonDep
from app.web.api.parameters import HandlePath
from app.web.api.problems import SESSION_NEEDED, problems
from app.web.api.route import ApiRouter
from app.web.api.schemas.contract import Page
from app.web.api.schemas.people import Me, ShownSession, SignedIn
from app.web.dependencies import WebSessionsDep
from app.web.pictures import picture_url

router = ApiRouter(tags=["You"])


class SessionNotFound(NotFound):
    """None of your sessions has that handle."""

    code = "session_not_found"


@router.get("/me", summary="Say who is signed in.")
async def get_me(identity: IdentityDep) -> Me:
    """For a token: who made it. What they are called is known of sessions only."""
    return Me(
        user=_user(identity),
        csrf=None if identity.session is None else identity.session.csrf,
        operator=identity.is_operator,
        expires_at=_expiry(identity),
    )


def _user(identity: Identity) -> SignedIn:
    if identity.session is None:
        name = str(identity.user_id)
        return SignedIn(
            id=name, name=name, display_name=name, avatar_url=picture_url(identity.user_id, None)
        )
    user = identity.session.user
    return SignedIn(
        id=str(user.id),
        name=user.name,
        display_name=user.display_name,
        avatar_url=picture_url(user.id, user.avatar),
    )


def _expiry(identity: Identity) -> datetime | None:
    if identity.token is not None:
        return identity.token.expires_at
    return None if identity.session is None else identity.session.expires_at


@router.get(
    "/me/sessions",
    summary="List the browsers in which you are signed in.",
    responses=problems(SESSION_NEEDED),
)
async def list_sessions(person: PersonDep, sessions: WebSessionsDep) -> Page[ShownSession]:
    """Last used first. Tokens have no sessions."""
    found = await sessions.list_of(person.user_id)
    return Page(items=[_shown(one, person.session) for one in found])


def _shown(one: WebSession, current: WebSession | None) -> ShownSession:
    return ShownSession(
        handle=one.handle,
        browser=one.browser.summary,
        address=one.browser.address,
        signed_in_at=one.created_at,
        last_seen_at=one.last_seen_at,
        current=current is not None and one.handle == current.handle,
    )


@router.delete(
    "/me/sessions/{handle}",
    summary="End one of your sessions.",
    status_code=HTTP_204_NO_CONTENT,
    responses=problems(SESSION_NEEDED, SessionNotFound),
)
async def end_session(handle: HandlePath, person: PersonDep, sessions: WebSessionsDep) -> None:
    """It is over with the answer: whoever uses it is asked to sign in again."""
    if not await sessions.end(person.user_id, SessionHandle(handle)):
        raise SessionNotFound(
            say("You have no such session; it may have ended already."),
            remedy=say("Load the list again."),
        )
