"""From YAML text to a tree, with limits: nothing in a document may cost more than reading it."""

import re
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from app.shared.domain.blueprint.invisible import called
from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.domain.language.saying import say
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.tree import Listing, Node, Scalar, Table
from app.shared.infrastructure.files.tree_building import TreeBuilder, TreeTooLarge
from app.shared.infrastructure.files.yaml_faults import sentence_about

SIZE_MAX = 1024 * 1024
"""Bytes. The largest guild there can be needs about a tenth of it."""
_RAW_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)
_TOLD = 20


def document_text(data: bytes, file: str) -> str:
    """The text of a file. Raises BlueprintRefused where it is no UTF-8, or far too large."""
    if len(data) > SIZE_MAX:
        raise _too_large(file)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        report = Report(file)
        line = data.count(b"\n", 0, fault.start) + 1
        column = fault.start - data.rfind(b"\n", 0, fault.start)
        report.add(
            say("The file is not UTF-8 text."),
            say('Save it as "UTF-8" in your editor.'),
            (),
            line,
            column,
        )
        raise report.refusal() from fault


def parse(text: str, report: Report, file: str) -> Node | None:
    """The tree of the one document in the text; None when it is empty.

    Raises BlueprintRefused where there is no tree to speak of. Lesser faults (duplicate keys,
    tags) go into the report and the tree is given all the same.
    """
    if len(text) > SIZE_MAX or len(text.encode("utf-8", "surrogatepass")) > SIZE_MAX:
        raise _too_large(file)
    _refuse_raw_controls(text, report)
    builder = TreeBuilder(report)
    yaml = YAML(typ="safe", pure=True)
    try:
        for event in yaml.parse(text):
            _take(event, builder, report)
    except TreeTooLarge:
        raise report.refusal() from None
    except MarkedYAMLError as fault:
        what, remedy, line, column = sentence_about(fault, text)
        report.add(what, remedy, (), line, column)
        raise report.refusal() from fault
    except (YAMLError, ValueError, OverflowError, IndexError, AttributeError, TypeError) as fault:
        # The parser trips over some nonsense instead of naming it.
        report.add(say("The document cannot be read."), say("Check quotes and escapes."), (), 1, 1)
        raise report.refusal() from fault
    return builder.root


def _take(event: Event, builder: TreeBuilder, report: Report) -> None:
    mark, end = event.start_mark, event.end_mark
    place: dict[str, Any] = {
        "start": mark.index,
        "end": end.index,
        "line": mark.line + 1,
        "column": mark.column + 1,
    }
    if isinstance(event, ScalarEvent):
        node = Scalar(**place, text=_joined(event.value), style=event.style or "")
        builder.add(node, event.anchor)
    elif isinstance(event, SequenceStartEvent):
        builder.open(Listing(**place, flow=bool(event.flow_style)), event.anchor)
    elif isinstance(event, MappingStartEvent):
        builder.open(Table(**place, flow=bool(event.flow_style)), event.anchor)
    elif isinstance(event, SequenceEndEvent | MappingEndEvent):
        builder.close(end.index)
    elif isinstance(event, AliasEvent):
        builder.alias(Scalar(**place, text=event.anchor))
    elif isinstance(event, DocumentStartEvent):
        builder.begin_document(place["line"], place["column"])
    tag = getattr(event, "tag", None)
    if tag is not None and isinstance(event, ScalarEvent | SequenceStartEvent | MappingStartEvent):
        report.add(
            say('A blueprint has no tags, and here is "{tag}".', tag=str(tag)[:40]),
            say("Remove it, or quote the text."),
            (),
            place["line"],
            place["column"],
        )


def _joined(text: str) -> str:
    """JSON writes characters beyond U+FFFF as two escapes; put such halves together."""
    if text.isascii() or not any("\ud800" <= char <= "\udbff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def _refuse_raw_controls(text: str, report: Report) -> None:
    for number, match in enumerate(_RAW_FORBIDDEN.finditer(text)):
        if number == _TOLD:
            break
        at = match.start()
        report.add(
            say(
                "The text has {character}, which no document may have.",
                character=called(match.group()),
            ),
            say("Remove it."),
            (),
            text.count("\n", 0, at) + 1,
            at - text.rfind("\n", 0, at),
        )
    report.refuse_if_any()


def _too_large(file: str) -> BlueprintRefused:
    report = Report(file)
    report.add(
        say("The document is larger than 1 MiB."),
        say("No blueprint needs that much; this is probably another file."),
        (),
        1,
        1,
    )
    return report.refusal()
