"""What does not fit the shape of a request, in words for people, with the place."""

from collections.abc import Callable, Mapping
from typing import Any

from fastapi.exceptions import RequestValidationError

from app.web.failures import Told

_SENTENCES: dict[str, Callable[[Mapping[str, Any]], tuple[str, str]]] = {
    "missing": lambda _: ("This is missing.", "Add it."),
    "extra_forbidden": lambda _: ("This is not known here.", "Leave it out or check its name."),
    "json_invalid": lambda _: ("The body is not JSON.", "Check commas, quotes and brackets."),
    "string_type": lambda _: ("This has to be text.", "Put it in quotes."),
    "string_too_short": lambda c: (
        f"This is too short: at least {c['min_length']} characters are needed.",
        "Write more.",
    ),
    "string_too_long": lambda c: (
        f"This is too long: at most {c['max_length']} characters fit.",
        "Shorten it.",
    ),
    "string_pattern_mismatch": lambda _: (
        "This does not have the form that is expected.",
        "Compare it with the example in the API's docs.",
    ),
    "int_type": lambda _: ("This has to be a whole number.", "Write it without quotes."),
    "int_parsing": lambda _: ("This has to be a whole number.", "Use digits only."),
    "bool_type": lambda _: ("This has to be true or false.", "Write true or false."),
    "bool_parsing": lambda _: ("This has to be true or false.", "Write true or false."),
    "list_type": lambda _: ("This has to be a list.", "Put it in [ ]."),
    "dict_type": lambda _: ("This has to be an object.", "Put it in { }."),
    "model_type": lambda _: ("This has to be an object.", "Put it in { }."),
    "model_attributes_type": lambda _: ("This has to be an object.", "Put it in { }."),
    "greater_than_equal": lambda c: (f"This has to be {c['ge']} or more.", "Raise it."),
    "less_than_equal": lambda c: (f"This has to be {c['le']} or less.", "Lower it."),
    "greater_than": lambda c: (f"This has to be more than {c['gt']}.", "Raise it."),
    "less_than": lambda c: (f"This has to be less than {c['lt']}.", "Lower it."),
    "too_short": lambda c: (f"At least {c['min_length']} are needed here.", "Add some."),
    "too_long": lambda c: (f"At most {c['max_length']} fit here.", "Leave some out."),
    "enum": lambda c: ("This is none of the possible values.", f"Use {c['expected']}."),
    "literal_error": lambda c: ("This is none of the possible values.", f"Use {c['expected']}."),
    "datetime_from_date_parsing": lambda _: (
        "This is no time.",
        "Write it like 2026-03-01T12:00:00Z.",
    ),
    "datetime_parsing": lambda _: ("This is no time.", "Write it like 2026-03-01T12:00:00Z."),
}
_ANYTHING = ("This does not fit here.", "Compare it with the example in the API's docs.")
_IN_PLACES = {"body": "in the body", "query": "in the address", "path": "in the address"}


def told_of_validation(error: RequestValidationError) -> Told:
    problems = tuple(_problem(one) for one in error.errors())
    many = "1 thing" if len(problems) == 1 else f"{len(problems)} things"
    return Told(
        status=422,
        code="invalid_request",
        what=f"{many} in this request cannot be accepted as sent: {_first(problems)}",
        remedy="Each is listed with its place and what to do about it.",
        problems=problems,
    )


def _problem(error: Mapping[str, Any]) -> dict[str, Any]:
    """Never repeats what was sent: it may be a secret in the wrong place."""
    place, *path = error["loc"]
    if error["type"] == "json_invalid":
        path = []
    sentence = _SENTENCES.get(error["type"])
    what, remedy = _ANYTHING if sentence is None else sentence(error.get("ctx", {}))
    return {
        "what": what,
        "remedy": remedy,
        "path": path,
        "pointer": "".join(f"/{_escaped(part)}" for part in path),
        "in": str(place),
        "line": None,
        "column": None,
    }


def _first(problems: tuple[dict[str, Any], ...]) -> str:
    problem = problems[0]
    name = str(problem["path"][-1]) if problem["path"] else "the whole"
    place = _IN_PLACES.get(problem["in"], f"in the {problem['in']}")
    return f"{name} ({place}). {problem['what']}"


def _escaped(part: object) -> str:
    """As RFC 6901 writes a part of a pointer."""
    return str(part).replace("~", "~0").replace("/", "~1")
