"""Messages about what did not work."""

from app.bot.interactions.failures import refused, told, unexpected
from app.shared.domain.blueprint.problems import BlueprintRefused, Problem
from app.shared.domain.errors import Conflict, Forbidden
from tests.unit.bot.golden.given import VOICE, Named
from tests.unit.bot.golden.hard_names import MARKDOWN


def failures() -> Named:
    words = VOICE.words
    reference = "0123456789"
    denied = Forbidden("You may not apply plans.", remedy=f"Ask {MARKDOWN}." * 100)
    many = tuple(Problem(what="w" * 500) for _ in range(100))
    yield "refused", lambda: refused(denied, reference, words)
    yield "refused_conflict", lambda: refused(Conflict("It has changed."), reference, words)
    yield "refused_long", lambda: refused(BlueprintRefused(many), reference, words)
    yield "unexpected", lambda: unexpected(reference, words)
    yield "told", lambda: told(words.not_your_button)
