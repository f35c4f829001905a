"""A design as it comes in a body: as the designer's JSON, or as the text of `guildwright.yaml`."""

from typing import Any, NamedTuple

from app.shared.application.ports.documents import DesignDocuments
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.problems import BlueprintRefused
from app.web.api.refusing import told_of_refused
from app.web.failures import Failure


class ReadDesign(NamedTuple):
    blueprint: Blueprint
    text: str


async def read_either(
    documents: DesignDocuments,
    design: Any | None,
    text: str | None,
    base_text: str | None = None,
) -> ReadDesign:
    """One of the two. The text of a design keeps the comments of `base_text`.

    Raises Failure with every problem, whose paths lead into the body of the request.
    """
    part = "design" if text is None else "text"
    try:
        if text is not None:
            return ReadDesign(await documents.read(text), text)
        blueprint = await documents.read_design(design)
    except BlueprintRefused as refused:
        raise Failure(told_of_refused(refused, (part,))) from refused
    if base_text is None:
        return ReadDesign(blueprint, await documents.fresh(blueprint))
    return ReadDesign(blueprint, await documents.updated(base_text, blueprint))
