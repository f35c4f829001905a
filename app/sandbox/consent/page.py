"""The pages as HTML, and the policy under which a browser shows them."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape

from app.sandbox.consent.asked import Asked
from app.sandbox.consent.invitation import Invitation
from app.sandbox.consent.redirects import origin_of
from app.sandbox.viewer.people import Person
from app.sandbox.world.scopes import OFFERED_SCOPES
from app.sandbox.world.standing import Standing

HERE = Path(__file__).parent
STATIC = HERE / "static"
SHOWN_MEMBERS = 6
"""Members without rights that are shown before one asks for all."""

_PAGES = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=select_autoescape(default=True),
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def fault_page(title: str) -> HTMLResponse:
    """The application asked for what cannot be: its developer has to know."""
    words = (
        "The application that sent you here asked for something that cannot be. Nothing was "
        "authorised, and you are not sent back. Whoever runs it needs to know the sentence above."
    )
    return refusal_page(title, words)


def refusal_page(title: str, words: str) -> HTMLResponse:
    return _answer("refusal.html", None, {"title": title, "words": words}, status=400)


def message_page(title: str, words: str) -> HTMLResponse:
    return _answer("message.html", None, {"title": title, "words": words})


def sign_in_page(asked: Asked, persons: Sequence[Person], chosen: Person | None) -> HTMLResponse:
    """Scopes in words, and everybody one can be."""
    words = [OFFERED_SCOPES[scope] for scope in asked.scopes]
    return _answer("sign_in.html", asked, {"words": words, **_choice(persons, chosen)})


def who_page(asked: Asked, persons: Sequence[Person], chosen: Person | None) -> HTMLResponse:
    """The first step to add a bot: who adds it decides where it can go."""
    return _answer("who.html", asked, _choice(persons, chosen))


def invite_page(asked: Asked, person: Person, invitation: Invitation) -> HTMLResponse:
    """The second: the server, and what the bot may do there."""
    return _answer("invite.html", asked, {"person": person, "invitation": invitation})


def _choice(persons: Sequence[Person], chosen: Person | None) -> dict[str, object]:
    """Whoever has rights and a few who have none; the others folded away."""
    plain = [person for person in persons if person.standing is Standing.MEMBER]
    folded = set(plain[SHOWN_MEMBERS:])
    chosen = chosen or next(iter(persons), None)
    return {
        "shown": [person for person in persons if person not in folded],
        "folded": [person for person in persons if person in folded],
        "chosen": chosen,
        "chosen_is_folded": chosen in folded,
    }


def _answer(
    template: str, asked: Asked | None, values: Mapping[str, object], status: int = 200
) -> HTMLResponse:
    html = _PAGES.get_template(template).render(values, asked=asked, goes_to=_goes_to(asked))
    return HTMLResponse(html, status, {"content-security-policy": _policy(asked)})


def _goes_to(asked: Asked | None) -> str | None:
    if asked is None or asked.redirect_uri is None:
        return None
    return origin_of(asked.redirect_uri)


def _policy(asked: Asked | None) -> str:
    """Browsers hold `form-action` against the redirect that follows the form, too."""
    goes_to = _goes_to(asked)
    return (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        f"frame-ancestors 'none'; form-action 'self'{'' if goes_to is None else f' {goes_to}'}"
    )
