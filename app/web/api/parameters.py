"""What stands in the addresses of the API. An id that cannot be one names nothing: 404."""

import re
from typing import Annotated, Any

from fastapi import Depends, Path, Query

from app.shared.application.access.rights_of import no_such_guild
from app.shared.application.ports.unit_of_work import PlanNotFound, RunNotFound, VersionNotFound
from app.shared.domain.access.refusals import GrantNotFound, TokenNotFound
from app.shared.domain.access.rights import GrantId
from app.shared.domain.access.tokens import TokenId
from app.shared.domain.language.saying import say
from app.shared.domain.runs.run import RunId
from app.shared.domain.structure.identifiers import GuildId
from app.web.api.paging import cursor_invalid
from app.web.api.schemas.contract import Text
from app.web.snowflakes import SNOWFLAKE, snowflake

_HASH = r"^[0-9a-f]{8,64}$"
_RUN = r"^[0-9a-f]{16}$"
_NUMBER = r"^[1-9][0-9]{0,8}$"


def number(text: str) -> int | None:
    return int(text) if re.fullmatch(_NUMBER, text, re.ASCII) else None


def _documented(pattern: str, description: str, example: str) -> Any:
    # The pattern is told and not enforced here: what does not fit is answered with 404.
    return Path(description=description, examples=[example], json_schema_extra={"pattern": pattern})


async def _guild_id(
    guild_id: Annotated[
        str, _documented(SNOWFLAKE, "Discord's id of the server.", "8138478876571")
    ],
) -> GuildId:
    if (found := snowflake(guild_id)) is None:
        raise no_such_guild()
    return GuildId(found)


async def _plan_hash(
    hash: Annotated[
        str, _documented(_HASH, "The plan's hash, or a beginning that only one has.", "9c1f02ab")
    ],
) -> str:
    if not re.fullmatch(_HASH, hash, re.ASCII):
        raise PlanNotFound(
            say("There is no such plan."), remedy=say("Plans are listed under Plans.")
        )
    return hash


async def _run_id(
    run_id: Annotated[str, _documented(_RUN, "The run's id.", "5d0c9e1f2a3b4c5d")],
) -> RunId:
    if not re.fullmatch(_RUN, run_id, re.ASCII):
        raise RunNotFound(say("There is no such run."), remedy=say("Runs are listed under Runs."))
    return RunId(run_id)


def version_number(text: str) -> int:
    if (found := number(text)) is None:
        raise VersionNotFound(
            say("There is no such version."), remedy=say("Versions are listed in the history.")
        )
    return found


async def _version(
    version: Annotated[str, _documented(_NUMBER, "The number of a version.", "3")],
) -> int:
    return version_number(version)


async def _grant_id(
    grant_id: Annotated[str, _documented(_NUMBER, "The grant's id.", "7")],
) -> GrantId:
    if (found := number(grant_id)) is None:
        raise GrantNotFound(say("There is no such grant."), remedy=say("Load the list again."))
    return GrantId(found)


async def _token_id(
    token_id: Annotated[str, _documented(_NUMBER, "The token's id.", "7")],
) -> TokenId:
    if (found := number(token_id)) is None:
        raise TokenNotFound(say("You have no such token."), remedy=say("Load the list again."))
    return TokenId(found)


async def _before(
    before: Annotated[str, _documented(_NUMBER, "The number of a version.", "2")],
) -> int:
    return version_number(before)


async def _after(after: Annotated[str, _documented(_NUMBER, "The number of another.", "3")]) -> int:
    return version_number(after)


def version_cursor(value: str | None) -> int | None:
    if value is None:
        return None
    if (found := number(value)) is None:
        raise cursor_invalid()
    return found


def plan_cursor(value: str | None) -> int | None:
    return line_cursor(value)


def line_cursor(value: str | None) -> int | None:
    """The number of a row, up to what the database counts to."""
    if value is None:
        return None
    if (found := snowflake(value)) is None:
        raise cursor_invalid()
    return found


BeforePath = Annotated[int, Depends(_before)]
AfterPath = Annotated[int, Depends(_after)]
GrantPath = Annotated[GrantId, Depends(_grant_id)]
TokenPath = Annotated[TokenId, Depends(_token_id)]
ReferencePath = Annotated[
    str,
    Path(
        description="As it was shown with the error.",
        examples=["5f0a1b2c3d"],
        json_schema_extra={"pattern": "^[0-9a-f]{6,16}(-[0-9]{1,6})?$"},
    ),
]
ExamplePath = Annotated[
    str,
    Path(
        description="The example's name, as the list gives it.",
        examples=["homelab"],
        json_schema_extra={"pattern": "^[a-z-]{1,60}$"},
    ),
]
HandlePath = Annotated[
    str,
    Path(
        description="The session's handle, as the list gives it.",
        examples=["5f0a1b2c3d4e5f60"],
        json_schema_extra={"pattern": "^[0-9a-f]{16}$"},
    ),
]
GuildPath = Annotated[GuildId, Depends(_guild_id)]
PlanPath = Annotated[str, Depends(_plan_hash)]
RunPath = Annotated[RunId, Depends(_run_id)]
VersionPath = Annotated[int, Depends(_version)]

Cursor = Annotated[Text | None, Query(max_length=500, description="The `next` of the page before.")]
Limit = Annotated[int, Query(ge=1, le=100, description="How many at most, from 1 to 100.")]
