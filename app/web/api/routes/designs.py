"""The design of a server: taken over, read, checked, saved, merged."""

from fastapi import Response
from starlette.status import HTTP_304_NOT_MODIFIED

from app.shared.application.blueprints.check_design import CheckDesignCommand
from app.shared.application.blueprints.import_guild import ImportGuildCommand
from app.shared.application.blueprints.merge_designs import MergeDesignsCommand
from app.shared.application.blueprints.save_version import SaveVersionCommand
from app.shared.application.blueprints.version_conflict import VersionConflict
from app.shared.application.history.user_names import people_behind
from app.shared.application.ports.unit_of_work import RunUnderWay, VersionNotFound
from app.shared.application.rendering.design_differences import three_way_views
from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion
from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.infrastructure.container import Container
from app.web.api.authorising import Designer, Viewer
from app.web.api.etags import IfMatch, IfNoneMatch, etag, expected_version, is_known
from app.web.api.idempotency import Once
from app.web.api.problems import IF_MATCH_INVALID, PRECONDITION_REQUIRED, problems
from app.web.api.refusing import problem_json
from app.web.api.route import ApiRouter
from app.web.api.schemas.designs import (
    Checked,
    CheckedDocument,
    Imported,
    Merged,
    MergedDocument,
    SavedDesign,
    SavedDocument,
)
from app.web.api.views.names import name_behind
from app.web.dependencies import ContainerDep

router = ApiRouter("/guilds/{guild_id}", tags=["Designs"])

ETAG = {
    "headers": {
        "ETag": {
            "description": "The version, as `If-Match` wants it.",
            "schema": {"type": "string"},
            "example": '"3"',
        }
    }
}


@router.post(
    "/import",
    summary="Take the server over as a design, as it is now.",
    response_model=Imported,
    responses=problems(RunUnderWay),
)
async def import_guild(designer: Designer, container: ContainerDep, _once: Once) -> object:
    """Gives everything a key and remembers what the keys stand for. Nothing is saved as a version:
    that is for whoever has looked at it."""
    imported = await container.import_guild()(
        ImportGuildCommand(guild_id=designer.guild_id, actor=designer.actor, origin=designer.origin)
    )
    documents = container.documents()
    return {
        "design": await documents.design_of(imported.blueprint),
        "text": await documents.fresh(imported.blueprint),
        "notes": list(imported.notes),
    }


@router.get(
    "/design",
    summary="Get the latest version of the design.",
    response_model=SavedDesign,
    responses={200: ETAG, 304: {"description": "You have this version already.", **ETAG}},
)
async def get_design(
    viewer: Viewer,
    container: ContainerDep,
    response: Response,
    if_none_match: IfNoneMatch = None,
) -> object:
    """`ETag` is the version; send it as `If-Match` to save a new one on top of it. While nothing
    was saved, `version` is null and the tag is `"0"`."""
    async with container.begin()() as uow:
        latest = await uow.versions.latest(viewer.guild_id)
        people = {} if latest is None else await people_behind(uow, [latest.author])
    number = None if latest is None else latest.number
    if is_known(if_none_match, number):
        return Response(status_code=HTTP_304_NOT_MODIFIED, headers={"etag": etag(number)})
    response.headers["etag"] = etag(number)
    if latest is None:
        return _NOTHING
    return await design_view(container, latest, people[latest.author].name)


_NOTHING = dict.fromkeys(SavedDesign.model_fields)


async def saved_design(container: Container, version: BlueprintVersion) -> dict[str, object]:
    return await design_view(container, version, await name_behind(container, version.author))


async def design_view(
    container: Container, version: BlueprintVersion, author_name: str
) -> dict[str, object]:
    return {
        "version": version.number,
        "design": await container.documents().design_of(version.blueprint),
        "text": version.text,
        "saved_at": version.saved_at,
        "author": version.author,
        "author_name": author_name,
        "message": version.message,
    }


@router.put(
    "/design",
    summary="Save a new version of the design.",
    response_model=SavedDesign,
    responses={
        200: ETAG,
        **problems(BlueprintRefused, VersionConflict, PRECONDITION_REQUIRED, IF_MATCH_INVALID),
    },
)
async def save_design(
    designer: Designer,
    body: SavedDocument,
    container: ContainerDep,
    response: Response,
    if_match: IfMatch = None,
) -> object:
    """Needs `If-Match` with the version it was made from. Where somebody has saved another one
    since, nothing is saved and the answer says what both changed. Saving what the latest version
    says makes no new one."""
    expected = expected_version(if_match)
    saved = await container.save_version()(
        SaveVersionCommand(
            guild_id=designer.guild_id,
            blueprint=await read_document(container, body.design, body.text),
            text=body.text,
            message=body.message,
            expected=expected,
            actor=designer.actor,
            origin=designer.origin,
        )
    )
    response.headers["etag"] = etag(saved.number)
    return await saved_design(container, saved)


async def read_document(container: Container, design: object, text: str | None) -> Blueprint:
    """Raises BlueprintRefused."""
    documents = container.documents()
    if text is not None:
        return await documents.read(text)
    return await documents.read_design(design)


@router.post("/design/check", summary="Check a design without saving it.", response_model=Checked)
async def check_design(_viewer: Viewer, body: CheckedDocument, container: ContainerDep) -> object:
    """Turns a design into text or a text into a design, or says everything that is wrong with it.
    With `base_text` the comments of that text are kept."""
    checked = await container.check_design()(
        CheckDesignCommand(text=body.text, design=body.design, base_text=body.base_text)
    )
    return {
        "ok": checked.ok,
        "design": checked.design,
        "text": checked.text,
        "problems": [problem_json(problem) for problem in checked.problems],
    }


@router.post(
    "/design/merge",
    summary="Put your changes and those of the latest version together.",
    response_model=Merged,
    responses=problems(BlueprintRefused, VersionNotFound),
)
async def merge_designs(
    designer: Designer, body: MergedDocument, container: ContainerDep
) -> object:
    """Nothing is saved: look at the result, and save it over `version`."""
    documents = container.documents()
    merged = await container.merge_designs()(
        MergeDesignsCommand(
            guild_id=designer.guild_id,
            base_version=body.base_version,
            mine=await documents.read_design(body.design),
        )
    )
    return {
        "version": merged.latest.number,
        "design": await documents.design_of(merged.merged.blueprint),
        "conflicts": three_way_views(
            merged.merged.conflicts, merged.base, merged.mine, merged.latest.blueprint
        ),
    }
