"""What the person at the page decided, as the form says it."""

from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs


class Verb(StrEnum):
    AUTHORIZE = "authorize"
    CANCEL = "cancel"
    CONTINUE = "continue"
    SWITCH = "switch"


@dataclass(frozen=True, slots=True)
class Decision:
    """`user` is an id or a username, `guild` an id.

    `permissions` is None where the form had no boxes to tick: everything that was asked for.
    """

    verb: Verb
    user: str
    guild: int | None
    permissions: int | None


def read_form(content: bytes) -> Decision | None:
    """None for what the page's form cannot have sent."""
    form = parse_qs(content.decode("utf-8", "replace"), keep_blank_values=True)
    try:
        verb = Verb(form.get("decision", [""])[-1])
        guild = form.get("guild", [""])[-1]
        bits = [int(text) for text in form.get("permission", [])]
        return Decision(
            verb,
            user=form.get("user", [""])[-1],
            guild=int(guild) if guild else None,
            permissions=sum(set(bits)) if "boxes" in form or bits else None,
        )
    except ValueError:
        return None
