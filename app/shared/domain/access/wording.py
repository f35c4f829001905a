"""Rights in the words people read."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from app.shared.domain.access.rights import Right

LABELS: Mapping[Right, str] = MappingProxyType(
    {
        Right.VIEW: "View",
        Right.DESIGN: "Design",
        Right.APPROVE: "Review plans",
        Right.APPLY: "Apply plans",
        Right.ROLLBACK: "Roll back",
        Right.MANAGE_ACCESS: "Manage access",
    }
)
_DEEDS: Mapping[Right, str] = MappingProxyType(
    {
        Right.VIEW: "look at anything",
        Right.DESIGN: "change the design",
        Right.APPROVE: "review plans",
        Right.APPLY: "apply plans",
        Right.ROLLBACK: "roll back",
        Right.MANAGE_ACCESS: "manage access",
    }
)
_SHOWN = 5


def deed(right: Right) -> str:
    """What the right lets somebody do, to stand after "may"."""
    return _DEEDS[right]


def whom_to_ask(right: Right) -> str:
    return (
        "The server's owner, an Administrator or somebody who manages access here can grant you "
        f'"{LABELS[right]}".'
    )


def labels(rights: Iterable[Right]) -> str:
    held = set(rights)
    return ", ".join(LABELS[right] for right in Right if right in held)


def parts(objects: Iterable[str]) -> str:
    """`channel:lobby` and `role:helper` as people read them."""
    named = [f'{name.partition(":")[0]} "{name.partition(":")[2]}"' for name in sorted(objects)]
    more = len(named) - _SHOWN
    return ", ".join(named[:_SHOWN]) + (f" and {more} more" if more > 0 else "")
