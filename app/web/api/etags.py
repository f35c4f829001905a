"""Versions of a design as entity tags: nobody overwrites what they have not seen."""

import re
from typing import Annotated

from fastapi import Header

from app.shared.domain.language.saying import say
from app.web.failures import Failure, Told

NONE_YET = 0
"""The tag of a guild whose design was never saved."""
_TAG = re.compile(r'(?:W/)?"([0-9]{1,10})"', re.ASCII)

IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        max_length=500,
        description='The `ETag` of the version you started from; `"0"` where none was saved, `*` '
        "to save over whatever there is.",
        examples=['"3"'],
    ),
]
IfNoneMatch = Annotated[
    str | None,
    Header(
        alias="If-None-Match", max_length=500, description="The `ETag` you have already: 304 then."
    ),
]


def etag(version: int | None) -> str:
    return f'"{NONE_YET if version is None else version}"'


def expected_version(if_match: str | None) -> int | None:
    """None for `*`. A weak tag counts like a strong one: proxies that compress weaken ours, and
    the number still names one version. Raises Failure: 428 without it, 422 for no tag of ours.
    """
    if if_match is None:
        raise Failure(
            Told(
                status=428,
                code="precondition_required",
                what=say("Nothing says which version you started from, so nothing was saved."),
                remedy=say("Get the design, and send its ETag as If-Match."),
            )
        )
    if if_match.strip() == "*":
        return None
    found = _TAG.fullmatch(if_match.strip())
    if found is None:
        raise Failure(
            Told(
                status=422,
                code="if_match_invalid",
                what=say("If-Match holds no tag that a design has."),
                remedy=say('Send the ETag as you got it, in its quotes: If-Match: "3".'),
            )
        )
    return int(found[1])


def is_known(if_none_match: str | None, version: int | None) -> bool:
    """Whether the client has this version already."""
    if if_none_match is None:
        return False
    number = str(NONE_YET if version is None else version)
    return if_none_match.strip() == "*" or number in _TAG.findall(if_none_match)
