"""Reads and writes the files that people name."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.errors import Conflict, Invalid
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.yaml_source import SIZE_MAX, document_text

_PLAN = "guildwright-plan"
_LARGEST_PLAN = 1 << 20


class PlanFileUnreadable(Invalid):
    code: ClassVar[str] = "plan_file_unreadable"


class FileThere(Conflict):
    code: ClassVar[str] = "file_exists"


@dataclass(frozen=True, slots=True)
class Document:
    text: str
    blueprint: Blueprint


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What `plan -o` writes: which plan is meant. The plan itself is kept in the database."""

    guild_id: GuildId
    hash: str


def read_document(path: Path) -> Document:
    """Raises BlueprintRefused with everything that is wrong; OSError where there is no file."""
    with path.open("rb") as file:
        text = document_text(file.read(SIZE_MAX + 1), str(path))
    return Document(text, read_blueprint(text, str(path)))


def is_plan_file(path: Path) -> bool:
    """Whether `apply` is given a plan rather than a blueprint, which may be JSON as well."""
    with path.open("rb") as file:
        data = file.read(_LARGEST_PLAN)
    if not data.lstrip().startswith(b"{"):
        return False
    try:
        content = json.loads(data)
    except (ValueError, RecursionError):
        return b"version" not in data
    return "version" not in content


def read_plan_file(path: Path) -> PlanFile:
    with path.open("rb") as file:
        data = file.read(_LARGEST_PLAN)
    try:
        return _plan_file(json.loads(data))
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise PlanFileUnreadable(
            f"{path} is no plan of Guildwright's.", remedy="Make one: guildwright plan -o FILE"
        ) from error


def _plan_file(content: Any) -> PlanFile:
    if content["kind"] != _PLAN:
        raise ValueError
    return PlanFile(GuildId(int(content["guild_id"])), str(content["hash"]))


def write_plan_file(path: Path, plan: PlanFile) -> None:
    content = {"kind": _PLAN, "guild_id": str(plan.guild_id), "hash": plan.hash}
    write_text(path, json.dumps(content, indent=2) + "\n", overwrite=True)


def write_text(path: Path, text: str, *, overwrite: bool) -> None:
    """Write the whole file or none of it. Raises FileThere instead of overwriting."""
    if path.exists() and not overwrite:
        raise FileThere(
            f"{path} is there already.", remedy="Choose another name, or add --force to replace it."
        )
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        draft.write_text(text, encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        # Told by the name that people gave, not by that of the draft.
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        draft.unlink(missing_ok=True)
