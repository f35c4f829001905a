"""What a guild's history is about, by the actions of the trail."""

from collections.abc import Mapping
from enum import StrEnum


class HistoryKind(StrEnum):
    VERSION = "version"
    PLAN = "plan"
    RUN = "run"
    DRIFT = "drift"
    ACCESS = "access"
    SERVER = "server"


ACTIONS: Mapping[HistoryKind, tuple[str, ...]] = {
    HistoryKind.VERSION: ("blueprint.saved", "guild.imported"),
    HistoryKind.PLAN: ("plan.made", "plan.reviewed"),
    HistoryKind.RUN: (
        "plan.approved",
        "run.pause_wished",
        "run.resume_wished",
        "run.cancel_wished",
        "run.ended",
    ),
    HistoryKind.DRIFT: (
        "drift.found",
        "drift.adopted",
        "drift.ignored",
        "drift.watched",
        "drift.put_back",
        "drift.not_reverted",
        "drift.settings_set",
        "drift.revert_stopped",
        "drift.revert_let_go_on",
    ),
    HistoryKind.ACCESS: ("access.", "token."),
    HistoryKind.SERVER: (
        "guild.joined",
        "guild.returned",
        "guild.left",
        "guild.unavailable",
        "guild.available",
        "guild.owner_changed",
        "guild.bot_place_changed",
        "guild.baseline_kept",
        "guild.admitted",
        "guild.refused",
    ),
}
"""Whole actions, or all whose first word, with its dot, it is. The trail has more: what a worker
notes between these, and parts of plans that were looked at."""

ALL_ACTIONS = tuple(action for actions in ACTIONS.values() for action in actions)
_KINDS: Mapping[str, HistoryKind] = {
    action: kind for kind, actions in ACTIONS.items() for action in actions
}


def kind_of(action: str) -> HistoryKind | None:
    """None for what only the trail tells."""
    return _KINDS.get(action) or _KINDS.get(action[: action.find(".") + 1])
