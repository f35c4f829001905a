"""Whole values of the core as JSONB documents, and back.

A value is always read whole, so a document column serves it better than tables of its parts. The
shape is that of the dataclasses; `VERSION` is written beside each document, so that a later
program can tell an old shape from a broken one.
"""

from typing import Any

from pydantic import TypeAdapter

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.drift.settings import DriftSettings
from app.shared.domain.fingerprint import plain
from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.plan import Plan
from app.shared.domain.runs.run import Report
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.snapshot import Snapshot

VERSION = 1

type Document = Blueprint | Bindings | Change | DriftSettings | Plan | Report | Snapshot


def to_document(value: Document) -> dict[str, Any]:
    """The value as plain JSON types, fit for a JSONB column."""
    return {"version": VERSION, "value": plain(value)}


def from_document[T: Document](type_: type[T], document: dict[str, Any]) -> T:
    """Raises ValueError for a document of another version or shape."""
    if document.get("version") != VERSION:
        raise ValueError(f"unknown version of a stored {type_.__name__}")
    value: T = _adapters[type_].validate_python(document["value"])
    return value


_adapters: dict[type[Any], TypeAdapter[Any]] = {
    type_: TypeAdapter(type_)
    for type_ in (Blueprint, Bindings, Change, DriftSettings, Plan, Report, Snapshot)
}
