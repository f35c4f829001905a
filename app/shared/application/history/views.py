"""Histories as JSON and as rows of a table."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from app.shared.application.history.timeline import TimelineLine
from app.shared.application.history.trail_page import TrailLine
from app.shared.application.history.user_names import Who
from app.shared.domain.fingerprint import plain

_COLUMNS = ("when", "kind", "sentence", "who", "user_id", "from", "leads_to")
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def timeline_view(line: TimelineLine) -> dict[str, Any]:
    """`{id, kind, sign, sentence, who, when, origin, href}`; `when` is the moment itself, `href` is
    `{to, id}` or None."""
    return {
        "id": str(line.id),
        "kind": line.kind.value,
        "sign": line.sign,
        "sentence": line.sentence,
        "who": who_view(line.who),
        "when": line.when,
        "origin": line.origin,
        "href": None if line.link is None else {"to": line.link.to, "id": line.link.id},
    }


def trail_view(line: TrailLine) -> dict[str, Any]:
    entry = line.entry
    return {
        "id": str(entry.id),
        "at": entry.at.isoformat(),
        "who": who_view(line.who),
        "origin": entry.origin,
        "action": entry.action,
        "subject": entry.subject,
        "sign": line.told.sign,
        "sentence": line.told.sentence,
        "before": plain(entry.before),
        "after": plain(entry.after),
        "details": plain(entry.details),
        "href": None if line.told.link is None else plain(line.told.link),
    }


def who_view(who: Who) -> dict[str, Any]:
    return {
        "actor": who.actor,
        "id": None if who.user_id is None else str(who.user_id),
        "name": who.name,
        "avatar_url": who.avatar,
    }


def timeline_csv(lines: Iterable[TimelineLine], *, head: bool = True) -> str:
    """Rows that end with a line feed. Texts that a spreadsheet would run begin with a quote."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if head:
        writer.writerow(_COLUMNS)
    for line in lines:
        link = line.link
        cells = (
            line.when.isoformat(),
            line.kind.value,
            line.sentence,
            line.who.name,
            "" if line.who.user_id is None else str(line.who.user_id),
            line.origin,
            "" if link is None else f"{link.to} {link.id}".strip(),
        )
        writer.writerow([_harmless(cell) for cell in cells])
    return text.getvalue()


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell
