"""/oauth2/authorize: where a browser asks its user what an application may do."""

from urllib.parse import parse_qsl

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles

from app.sandbox.consent.asked import Asked, SentBack, Unanswerable, read_query
from app.sandbox.consent.decision import Verb, read_form
from app.sandbox.consent.desk import ConsentDesk
from app.sandbox.consent.page import STATIC, fault_page, refusal_page
from app.sandbox.exchange.asgi import App
from app.sandbox.viewer.loopback import LoopbackOnly
from app.sandbox.viewer.people import Person, person_called
from app.sandbox.world.world import World

ADDRESS = "/oauth2"
COOKIE = "sandbox_user"
"""Who the browser last was: the sandbox has no passwords, so a name is all that is kept."""

# With no-referrer, as the viewer has it, browsers hide the origin of the form that is sent.
_HEADERS = ((b"referrer-policy", b"same-origin"),)


def consent(world: World) -> App:
    """Answers on loopback only, forms of its own pages only."""
    application = FastAPI(openapi_url=None)
    desk = ConsentDesk(world)
    application.mount(f"{ADDRESS}/static", StaticFiles(directory=STATIC))
    application.add_exception_handler(Unanswerable, _told)
    application.add_exception_handler(SentBack, _sent_back)

    @application.get(f"{ADDRESS}/authorize")
    async def ask(request: Request) -> Response:
        return desk.ask(_asked(world, request), _known_person(world, request))

    @application.post(f"{ADDRESS}/authorize")
    async def decide(request: Request) -> Response:
        asked = _asked(world, request)
        decision = read_form(await request.body())
        if decision is None:
            return refusal_page("That was no decision", "Go back and press one of the buttons.")
        person = person_called(world, decision.user)
        answer = desk.decide(asked, decision, person)
        if person is not None and decision.verb is not Verb.CANCEL:
            answer.set_cookie(COOKIE, str(person.id), path=ADDRESS, httponly=True, samesite="lax")
        return answer

    return LoopbackOnly(application, _HEADERS)


def _asked(world: World, request: Request) -> Asked:
    """Of a parameter that is there twice, the first counts."""
    pairs = parse_qsl(request.url.query, keep_blank_values=True)
    return read_query(world, dict(reversed(pairs)))


def _known_person(world: World, request: Request) -> Person | None:
    known = request.cookies.get(COOKIE)
    return None if known is None else person_called(world, known)


async def _told(_request: Request, error: Exception) -> Response:
    return fault_page(str(error))


async def _sent_back(_request: Request, error: Exception) -> Response:
    if not isinstance(error, SentBack):
        raise error
    return RedirectResponse(error.address, 302)
