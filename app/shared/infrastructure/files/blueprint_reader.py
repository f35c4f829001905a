"""From the text of a `guildwright.yaml` (or JSON) to a blueprint, or to all that is wrong."""

from dataclasses import dataclass

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.validation import problems_of
from app.shared.domain.language.saying import say
from app.shared.infrastructure.files.invisible_text import refuse_invisible
from app.shared.infrastructure.files.places import Places
from app.shared.infrastructure.files.reading import DocumentReader
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.tree import Listing, Table
from app.shared.infrastructure.files.yaml_source import parse

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A valid document: what it says, and where."""

    blueprint: Blueprint
    root: Table
    places: Places


def read_blueprint(text: str, file: str = "") -> Blueprint:
    """Raises BlueprintRefused, and nothing else, with every problem in the order of the text."""
    return read_document(text.removeprefix(_BYTE_ORDER_MARK), file).blueprint


def read_document(text: str, file: str = "") -> ReadDocument:
    """Like `read_blueprint`, for a text without a byte order mark."""
    report = Report(file)
    root = parse(text, report, file)
    if not isinstance(root, Table):
        what = (
            say("The document is empty.")
            if root is None
            else say("The document is no map of fields.")
        )
        report.add(
            what, say("Begin with `version: 1`; `guildwright init` writes an example."), (), 1, 1
        )
        raise report.refusal()
    reader = DocumentReader(report, root)
    blueprint = reader.read(root)
    refuse_invisible(text, root, reader.declared, report)
    for problem in problems_of(blueprint):
        node = reader.places.find(problem.path)
        follows = isinstance(node, Listing) and node.pruned
        if not follows and (reader.whole or not problem.points_nowhere):
            report.at(node, problem.what, problem.remedy)
    report.refuse_if_any()
    return ReadDocument(blueprint, root, reader.places)
