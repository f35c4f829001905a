"""What does not fit the shape of a request, in words for people, with the place."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError

from app.shared.domain.language.saying import say, say_counted, to_say
from app.web.failures import Told

_SENTENCES: dict[str, Callable[[Mapping[str, Any]], tuple[str, str]]] = {
    "missing": lambda _: (say("This is missing."), say("Add it.")),
    "extra_forbidden": lambda _: (
        say("This is not known here."),
        say("Leave it out or check its name."),
    ),
    "json_invalid": lambda _: (
        say("The body is not JSON."),
        say("Check commas, quotes and brackets."),
    ),
    "string_type": lambda _: (say("This has to be text."), say("Put it in quotes.")),
    "string_too_short": lambda c: (
        say_counted(
            c["min_length"],
            "This is too short: at least {number} characters are needed.",
            "This is too short: at least {number} characters are needed.",
        ),
        say("Write more."),
    ),
    "string_too_long": lambda c: (
        say_counted(
            c["max_length"],
            "This is too long: at most {number} characters fit.",
            "This is too long: at most {number} characters fit.",
        ),
        say("Shorten it."),
    ),
    "string_pattern_mismatch": lambda _: (
        say("This does not have the form that is expected."),
        say("Compare it with the example in the API's docs."),
    ),
    "int_type": lambda _: (say("This has to be a whole number."), say("Write it without quotes.")),
    "int_parsing": lambda _: (say("This has to be a whole number."), say("Use digits only.")),
    "bool_type": lambda _: (say("This has to be true or false."), say("Write true or false.")),
    "bool_parsing": lambda _: (say("This has to be true or false."), say("Write true or false.")),
    "list_type": lambda _: (say("This has to be a list."), say("Put it in [ ].")),
    "dict_type": lambda _: (say("This has to be an object."), say("Put it in { }.")),
    "model_type": lambda _: (say("This has to be an object."), say("Put it in { }.")),
    "model_attributes_type": lambda _: (say("This has to be an object."), say("Put it in { }.")),
    "greater_than_equal": lambda c: (
        say("This has to be {number} or more.", number=c["ge"]),
        say("Raise it."),
    ),
    "less_than_equal": lambda c: (
        say("This has to be {number} or less.", number=c["le"]),
        say("Lower it."),
    ),
    "greater_than": lambda c: (
        say("This has to be more than {number}.", number=c["gt"]),
        say("Raise it."),
    ),
    "less_than": lambda c: (
        say("This has to be less than {number}.", number=c["lt"]),
        say("Lower it."),
    ),
    "too_short": lambda c: (
        say_counted(
            c["min_length"],
            "At least {number} are needed here.",
            "At least {number} are needed here.",
        ),
        say("Add some."),
    ),
    "too_long": lambda c: (
        say_counted(
            c["max_length"],
            "At most {number} fit here.",
            "At most {number} fit here.",
        ),
        say("Leave some out."),
    ),
    "enum": lambda c: (
        say("This is none of the possible values."),
        say("Use {values}.", values=c["expected"]),
    ),
    "literal_error": lambda c: (
        say("This is none of the possible values."),
        say("Use {values}.", values=c["expected"]),
    ),
    "datetime_from_date_parsing": lambda _: (
        say("This is no time."),
        say("Write it like 2026-03-01T12:00:00Z."),
    ),
    "datetime_parsing": lambda _: (
        say("This is no time."),
        say("Write it like 2026-03-01T12:00:00Z."),
    ),
}
_ANYTHING = (
    to_say("This does not fit here."),
    to_say("Compare it with the example in the API's docs."),
)
_IN_PLACES = {
    "body": to_say("in the body"),
    "query": to_say("in the address"),
    "path": to_say("in the address"),
}


def told_of_validation(error: RequestValidationError) -> Told:
    problems = tuple(_problem(one) for one in error.errors())
    return Told(
        status=422,
        code="invalid_request",
        what=say_counted(
            len(problems),
            "{number} thing in this request cannot be accepted as sent: {problem}",
            "{number} things in this request cannot be accepted as sent: {problem}",
            problem=_first(problems),
        ),
        remedy=say("Each is listed with its place and what to do about it."),
        problems=problems,
    )


def _problem(error: Mapping[str, Any]) -> dict[str, Any]:
    """Never repeats what was sent: it may be a secret in the wrong place."""
    place, *path = error["loc"]
    if error["type"] == "json_invalid":
        path = []
    sentence = _SENTENCES.get(error["type"])
    what, remedy = map(say, _ANYTHING) if sentence is None else sentence(error.get("ctx", {}))
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
    name = _name_of(problem["path"]) or say("the whole")
    part = problem["in"]
    place = say(_IN_PLACES[part]) if part in _IN_PLACES else say("in the {part}", part=part)
    return say("{name} ({place}). {what}", name=name, place=place, what=problem["what"])


def _name_of(path: Sequence[str | int]) -> str:
    """Of one in a list by the list's: `kind[0]`."""
    if not path or isinstance(path[-1], str):
        return "".join(map(str, path[-1:]))
    return f"{_name_of(path[:-1])}[{path[-1]}]"


def _escaped(part: object) -> str:
    """As RFC 6901 writes a part of a pointer."""
    return str(part).replace("~", "~0").replace("/", "~1")
