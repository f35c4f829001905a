"""Every version of a design: listed, read, compared, restored."""

from fastapi import Response
from starlette.status import HTTP_201_CREATED

from app.shared.application.blueprints.compare_versions import CompareVersionsCommand
from app.shared.application.blueprints.restore_version import RestoreVersionCommand
from app.shared.application.blueprints.version_conflict import VersionConflict
from app.shared.application.history.user_names import people_behind
from app.shared.application.ports.unit_of_work import VersionNotFound
from app.shared.application.rendering.design_differences import difference_views
from app.shared.domain.blueprint.blueprint import VersionHead
from app.web.api.authorising import Designer, Viewer
from app.web.api.etags import IfMatch, etag, expected_version
from app.web.api.idempotency import Once
from app.web.api.paging import cursor_of, read_cursor
from app.web.api.parameters import AfterPath, BeforePath, Cursor, Limit, VersionPath, version_cursor
from app.web.api.problems import CURSOR_INVALID, IF_MATCH_INVALID, problems
from app.web.api.route import ApiRouter
from app.web.api.routes.designs import ETAG, saved_design
from app.web.api.schemas.contract import Page
from app.web.api.schemas.designs import Differences, SavedDesign, Version, VersionLine, Why
from app.web.dependencies import ContainerDep

router = ApiRouter("/guilds/{guild_id}/versions", tags=["Designs"])
_KIND = "version"


@router.get("", summary="List the versions of the design.", responses=problems(CURSOR_INVALID))
async def list_versions(
    viewer: Viewer, container: ContainerDep, cursor: Cursor = None, limit: Limit = 50
) -> Page[VersionLine]:
    """Newest first."""
    before = version_cursor(read_cursor(_KIND, cursor))
    async with container.begin()() as uow:
        found = await uow.versions.list(viewer.guild_id, limit + 1, before)
        shown = found[:limit]
        people = await people_behind(uow, [one.author for one in shown])
    return Page(
        items=[_line(one, people[one.author].name) for one in shown],
        next=cursor_of(_KIND, str(shown[-1].number)) if len(found) > limit else None,
    )


def _line(version: VersionHead, author_name: str) -> VersionLine:
    return VersionLine(
        version=version.number,
        saved_at=version.saved_at,
        author=version.author,
        author_name=author_name,
        message=version.message,
    )


@router.get(
    "/{version}",
    summary="Get one version.",
    response_model=Version,
    responses=problems(VersionNotFound),
)
async def get_version(viewer: Viewer, version: VersionPath, container: ContainerDep) -> object:
    async with container.begin()() as uow:
        found = await uow.versions.get(viewer.guild_id, version)
    return await saved_design(container, found)


@router.get(
    "/{before}/compare/{after}",
    summary="Say what changed between two versions.",
    response_model=Differences,
    responses=problems(VersionNotFound),
)
async def compare_versions(
    viewer: Viewer, before: BeforePath, after: AfterPath, container: ContainerDep
) -> object:
    """Either way round."""
    compared = await container.compare_versions()(
        CompareVersionsCommand(guild_id=viewer.guild_id, before=before, after=after)
    )
    return {
        "differences": difference_views(
            compared.differences, compared.before.blueprint, compared.after.blueprint
        )
    }


@router.post(
    "/{version}/restore",
    summary="Make an older version the latest one again.",
    status_code=HTTP_201_CREATED,
    response_model=SavedDesign,
    responses={201: ETAG, **problems(VersionNotFound, VersionConflict, IF_MATCH_INVALID)},
)
async def restore_version(
    designer: Designer,
    version: VersionPath,
    body: Why,
    container: ContainerDep,
    response: Response,
    _once: Once,
    if_match: IfMatch = None,
) -> object:
    """As a new version: nothing of what came between is lost, and nothing changes in Discord
    before it is planned and applied. `If-Match` is heeded where it is sent."""
    saved = await container.restore_version()(
        RestoreVersionCommand(
            guild_id=designer.guild_id,
            number=version,
            message=body.message,
            expected=None if if_match is None else expected_version(if_match),
            actor=designer.actor,
            origin=designer.origin,
        )
    )
    response.headers["etag"] = etag(saved.number)
    return await saved_design(container, saved)
