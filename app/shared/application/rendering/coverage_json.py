"""What a snapshot does not show, for machines and for those who read why."""

from typing import Any

from app.shared.domain.fingerprint import plain
from app.shared.domain.language.saying import say
from app.shared.domain.structure.snapshot import Coverage


def coverage_json(coverage: Coverage) -> dict[str, Any]:
    unread = {part: say(why) for part, why in coverage.unread.items()}
    return {**plain(coverage), "unread": unread}
