"""What a change does to overwrites, target by target."""

from functools import lru_cache

from app.shared.domain.planning.changes import FieldChange
from app.shared.domain.planning.channel_differences import Differing, differing_targets
from app.shared.domain.structure.channels import Access, Overwrite
from app.shared.domain.structure.identifiers import Target


def access_fields(
    before: Access, after: Access, differing: Differing = differing_targets
) -> tuple[FieldChange, ...]:
    """One entry for each target whose overwrite comes, changes or goes."""
    targets = sorted(differing(before, after))
    return tuple(map(_field, targets, map(before.get, targets), map(after.get, targets)))


@lru_cache(maxsize=4096)
def _field(target: Target, before: Overwrite | None, after: Overwrite | None) -> FieldChange:
    """The same one each time, since a large plan says much the same of all its channels."""
    return FieldChange(field=f"access.{target}", before=_overwrite(before), after=_overwrite(after))


@lru_cache(maxsize=512)
def _overwrite(overwrite: Overwrite | None) -> dict[str, int] | None:
    return None if overwrite is None else {"allow": overwrite.allow, "deny": overwrite.deny}
