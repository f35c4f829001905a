"""Values of structures as plain JSON, for showing what a change does."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

from app.shared.domain.planning.changes import FieldChange
from app.shared.domain.structure.channels import Access, Overwrite


def plain(value: Any) -> Any:
    """Dataclasses become objects by their field names, sets sorted lists, enums their values."""
    if isinstance(value, Enum):
        return value.value
    if is_dataclass(value):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, frozenset | set):
        return sorted(plain(item) for item in value)
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value


def access_fields(before: Access, after: Access) -> tuple[FieldChange, ...]:
    """One entry for each target whose overwrite comes, changes or goes."""
    targets = sorted({*after, *before})
    return tuple(
        FieldChange(
            field=f"access.{target}",
            before=_overwrite(before.get(target)),
            after=_overwrite(after.get(target)),
        )
        for target in targets
        if before.get(target) != after.get(target)
    )


def _overwrite(overwrite: Overwrite | None) -> dict[str, int] | None:
    return None if overwrite is None else {"allow": overwrite.allow, "deny": overwrite.deny}
