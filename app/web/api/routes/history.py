"""What has happened to a server: the history for people, and the trail as it was noted."""

import json
from collections.abc import AsyncIterator
from typing import Annotated, Literal

from fastapi import Query
from starlette.responses import Response, StreamingResponse

from app.shared.application.history.kinds import HistoryKind
from app.shared.application.history.timeline import Timeline, TimelineCommand
from app.shared.application.history.trail_page import TrailPageCommand
from app.shared.application.history.views import timeline_csv, timeline_view, trail_view
from app.web.api.authorising import Viewer
from app.web.api.paging import cursor_of, read_cursor
from app.web.api.parameters import Cursor, Limit, line_cursor
from app.web.api.problems import CURSOR_INVALID, problems
from app.web.api.route import ApiRouter
from app.web.api.schemas.contract import Page, Text
from app.web.api.schemas.history import HistoryLine, KindWord, TrailLine
from app.web.dependencies import ContainerDep
from app.web.json_answers import written

router = ApiRouter("/guilds/{guild_id}", tags=["History"])

Kinds = Annotated[
    list[KindWord], Query(max_length=5, description="Only these; may be given again; all without.")
]
ActorText = Annotated[
    Text,
    Query(max_length=60, description="`user:<id>`, `operator` or `worker`; everybody without."),
]
SearchText = Annotated[Text, Query(max_length=200, description="Stands somewhere in the line.")]
ActionText = Annotated[
    Text,
    Query(
        max_length=60,
        description="A whole action, or its beginning with the dot: `run.`.",
    ),
]


@router.get(
    "/history",
    summary="Tell what has happened to a server, line by line.",
    response_model=Page[HistoryLine],
    responses=problems(CURSOR_INVALID),
)
async def list_history(
    viewer: Viewer,
    container: ContainerDep,
    kind: Kinds = [],  # noqa: B006 - FastAPI copies it
    actor: ActorText = "",
    q: SearchText = "",
    cursor: Cursor = None,
    limit: Limit = 50,
) -> object:
    """Versions, plans, runs, drift and access changes on one timeline, newest first."""
    page = await container.timeline()(
        TimelineCommand(
            guild_id=viewer.guild_id,
            kinds=frozenset(HistoryKind(word) for word in kind),
            actor=actor,
            text=q,
            before=line_cursor(read_cursor("history", cursor)),
            limit=limit,
        )
    )
    return written(
        {
            "items": [timeline_view(line) for line in page.lines],
            "next": None if page.next is None else cursor_of("history", str(page.next)),
        }
    )


@router.get(
    "/history/export",
    summary="Export the history of a server.",
    response_class=Response,
    responses={
        200: {
            "description": "All lines, newest first.",
            "content": {
                "text/csv": {"schema": {"type": "string"}},
                "application/json": {
                    "schema": {
                        "type": "array",
                        "items": {"$ref": "#/components/schemas/HistoryLine"},
                    }
                },
            },
        }
    },
)
async def export_history(
    viewer: Viewer,
    container: ContainerDep,
    format: Annotated[Literal["csv", "json"], Query(description="For a table, or for programs.")],
    kind: Kinds = [],  # noqa: B006 - FastAPI copies it
    actor: ActorText = "",
    q: SearchText = "",
) -> Response:
    """Everything that the same filters would list, as a file."""
    command = TimelineCommand(
        guild_id=viewer.guild_id,
        kinds=frozenset(HistoryKind(word) for word in kind),
        actor=actor,
        text=q,
    )
    write = _csv if format == "csv" else _json
    return StreamingResponse(
        write(container.timeline(), command),
        media_type="text/csv" if format == "csv" else "application/json",
        headers={
            "content-disposition": f'attachment; filename="history-{viewer.guild_id}.{format}"'
        },
    )


async def _csv(timeline: Timeline, command: TimelineCommand) -> AsyncIterator[str]:
    yield timeline_csv(())
    async for line in timeline.every(command):
        yield timeline_csv((line,), head=False)


async def _json(timeline: Timeline, command: TimelineCommand) -> AsyncIterator[str]:
    separator = "["
    async for line in timeline.every(command):
        view = timeline_view(line)
        view["when"] = line.when.isoformat()
        yield separator + json.dumps(view, ensure_ascii=False)
        separator = ",\n"
    yield "]" if separator != "[" else "[]"


@router.get(
    "/trail",
    summary="List the trail: who did what from where, with before and after.",
    response_model=Page[TrailLine],
    responses=problems(CURSOR_INVALID),
)
async def list_trail(
    viewer: Viewer,
    container: ContainerDep,
    action: ActionText = "",
    actor: ActorText = "",
    q: SearchText = "",
    cursor: Cursor = None,
    limit: Limit = 50,
) -> object:
    """Written in the same transaction as what it tells. Newest first."""
    page = await container.show_trail()(
        TrailPageCommand(
            guild_id=viewer.guild_id,
            action=action,
            actor=actor,
            text=q,
            before=line_cursor(read_cursor("trail", cursor)),
            limit=limit,
        )
    )
    return {
        "items": [trail_view(line) for line in page.lines],
        "next": None if page.next is None else cursor_of("trail", str(page.next)),
    }
