"""Why somebody is not signed in, on a page from which they can try again."""

import logging

from starlette.requests import Request
from starlette.responses import Response

from app.shared.domain.language.saying import say
from app.web.answering import reference
from app.web.failures import Told
from app.web.pages.page import Page
from app.web.pages.rendering import render
from app.web.sign_in.local_paths import HOME

log = logging.getLogger(__name__)

_KNOWN = frozenset({"access_denied", "invalid_scope", "server_error", "temporarily_unavailable"})


def attempt_unknown() -> Told:
    return Told(
        status=400,
        code="sign_in_attempt_unknown",
        what=say(
            "This way back from Discord does not belong to a sign-in that was begun in this "
            "browser in the last ten minutes, or it was used before. You are not signed in."
        ),
        remedy=say("Sign in once more. If it stays, allow cookies for this address."),
    )


def refused_by_person(error: str) -> Told:
    """`error` is what Discord put into the address, which anybody can write."""
    if error == "access_denied":
        return Told(
            status=403,
            code="sign_in_declined",
            what=say("You chose not to let Guildwright see who you are, so you are not signed in."),
            remedy=say(
                "It asks for your name and the list of your servers, and keeps nothing that "
                "could act as you."
            ),
        )
    return Told(
        status=502,
        code="sign_in_failed",
        what=say("Discord sent you back without signing you in."),
        remedy=say(
            "Try again in a few minutes. If it stays, give the reference below to whoever runs "
            "this installation."
        ),
    )


def show_problem(request: Request, told: Told, next: str = HOME) -> Response:
    error = request.query_params.get("error", "")
    cause = error if error in _KNOWN else "other" if error else ""
    log.warning("a sign-in failed: %s", told.code, extra={"discord_said": cause})
    return render(
        request,
        "sign_in_problem.html",
        {"told": told, "reference": reference(), "next": next},
        told.status,
        page=Page.of_visitor(request.scope, active="sign-in"),
    )
