"""The design of a server: read, checked, saved; and the server as it is, taken over."""

from fastapi import APIRouter, Response
from starlette.status import HTTP_304_NOT_MODIFIED

from app.shared.application.blueprints.import_guild import ImportGuildCommand
from app.shared.application.blueprints.save_version import SaveVersionCommand
from app.shared.application.ports.documents import DesignDocuments
from app.shared.application.ports.unit_of_work import RunUnderWay
from app.shared.domain.blueprint.blueprint import BlueprintVersion
from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.container import Container
from app.web.api.authorising import Designer, Viewer
from app.web.api.documents import read_either
from app.web.api.etags import IfMatch, IfNoneMatch, etag, expected_version, is_known
from app.web.api.idempotency import Once
from app.web.api.problems import IF_MATCH_INVALID, PRECONDITION_REQUIRED, problems
from app.web.api.route import ApiRoute
from app.web.api.schemas.designs import (
    Checked,
    CheckedDocument,
    Imported,
    Problem,
    SavedDesign,
    SavedDocument,
)
from app.web.dependencies import ContainerDep
from app.web.failures import Failure

router = APIRouter(prefix="/guilds/{guild_id}", route_class=ApiRoute, tags=["Designs"])


@router.post(
    "/import",
    summary="Take the server over as a design, as it is now.",
    responses=problems(RunUnderWay),
)
async def import_guild(designer: Designer, container: ContainerDep, _once: Once) -> Imported:
    """Gives everything a key and remembers what the keys stand for. Nothing is saved as a version:
    that is for whoever has looked at it."""
    imported = await container.import_guild()(
        ImportGuildCommand(guild_id=designer.guild_id, actor=designer.actor, origin=designer.origin)
    )
    documents = container.documents()
    return Imported(
        design=await documents.design_of(imported.blueprint),
        text=await documents.fresh(imported.blueprint),
        notes=list(imported.notes),
    )


@router.get(
    "/design",
    summary="Get the latest version of the design.",
    response_model=SavedDesign,
    responses={304: {"description": "You have this version already."}},
)
async def get_design(
    viewer: Viewer,
    container: ContainerDep,
    response: Response,
    if_none_match: IfNoneMatch = None,
) -> SavedDesign | Response:
    """`ETag` is the version; send it as `If-Match` to save a new one on top of it."""
    latest = await _latest(container, viewer.guild_id)
    number = None if latest is None else latest.number
    if is_known(if_none_match, number):
        return Response(status_code=HTTP_304_NOT_MODIFIED, headers={"etag": etag(number)})
    response.headers["etag"] = etag(number)
    return _NONE_YET if latest is None else await saved_design(container.documents(), latest)


_NONE_YET = SavedDesign(
    version=None, design=None, text=None, saved_at=None, author=None, message=None
)


async def saved_design(documents: DesignDocuments, version: BlueprintVersion) -> SavedDesign:
    return SavedDesign(
        version=version.number,
        design=await documents.design_of(version.blueprint),
        text=version.text,
        saved_at=version.saved_at,
        author=version.author,
        message=version.message,
    )


async def _latest(container: Container, guild_id: GuildId) -> BlueprintVersion | None:
    async with container.begin()() as uow:
        return await uow.versions.latest(guild_id)


@router.put(
    "/design",
    summary="Save a new version of the design.",
    responses=problems(BlueprintRefused, PRECONDITION_REQUIRED, IF_MATCH_INVALID),
)
async def save_design(
    designer: Designer,
    body: SavedDocument,
    container: ContainerDep,
    response: Response,
    if_match: IfMatch = None,
) -> SavedDesign:
    """Needs `If-Match` with the version it was made from. Where somebody has saved another one
    since, nothing is saved and the answer says what differs. Saving what the latest version says
    makes no new one."""
    expected = expected_version(if_match)
    latest = await _latest(container, designer.guild_id)
    base_text = None if latest is None else latest.text
    read = await read_either(container.documents(), body.design, body.text, base_text)
    saved = await container.save_version()(
        SaveVersionCommand(
            guild_id=designer.guild_id,
            blueprint=read.blueprint,
            text=read.text,
            message=body.message,
            expected=expected,
            actor=designer.actor,
            origin=designer.origin,
        )
    )
    response.headers["etag"] = etag(saved.number)
    return await saved_design(container.documents(), saved)


@router.post("/design/check", summary="Check a design without saving it.")
async def check_design(_viewer: Viewer, body: CheckedDocument, container: ContainerDep) -> Checked:
    """Turns a design into text or a text into a design, or says everything that is wrong with it.
    With `base_text` the comments of that text are kept."""
    documents = container.documents()
    try:
        read = await read_either(documents, body.design, body.text, body.base_text)
    except Failure as failure:
        listed = [Problem.model_validate(one) for one in failure.told.problems]
        return Checked(ok=False, design=None, text=None, problems=listed)
    return Checked(
        ok=True, design=await documents.design_of(read.blueprint), text=read.text, problems=[]
    )
