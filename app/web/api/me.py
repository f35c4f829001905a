"""Who is signed in."""

from datetime import datetime
from typing import Self

from fastapi import APIRouter, Request
from pydantic import BaseModel

from app.shared.application.ports.web_sessions import SignedInUser, WebSession
from app.web.dependencies import SessionDep
from app.web.pictures import picture_url
from app.web.security.caller import caller_of

router = APIRouter(tags=["You"])


class UserOut(BaseModel):
    id: str
    name: str
    display_name: str
    avatar_url: str

    @classmethod
    def of(cls, user: SignedInUser) -> Self:
        return cls(
            id=str(user.id),
            name=user.name,
            display_name=user.display_name,
            avatar_url=picture_url(user.id, user.avatar),
        )


class MeOut(BaseModel):
    """`csrf` goes into the header X-CSRF-Token of everything that changes something."""

    user: UserOut
    csrf: str
    operator: bool
    expires_at: datetime

    @classmethod
    def of(cls, session: WebSession, *, operator: bool) -> Self:
        return cls(
            user=UserOut.of(session.user),
            csrf=session.csrf,
            operator=operator,
            expires_at=session.expires_at,
        )


@router.get("/me")
async def get_me(request: Request, session: SessionDep) -> MeOut:
    """Who is signed in, and what their requests have to carry."""
    return MeOut.of(session, operator=caller_of(request.scope).is_operator)
