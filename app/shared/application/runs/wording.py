"""Sentences about steps, for people who watch a run."""

from datetime import datetime

from app.shared.domain.errors import DomainError
from app.shared.domain.planning.steps import Action, Step

_CHANNEL_ACTIONS = frozenset(
    {
        Action.CREATE_CHANNEL,
        Action.EDIT_CHANNEL,
        Action.DELETE_CHANNEL,
        Action.PUT_OVERWRITE,
        Action.DELETE_OVERWRITE,
    }
)
_ORDERS = frozenset({Action.ORDER_ROLES, Action.ORDER_CHANNELS})
_RENAMES = frozenset({"name", "topic"})
_LIMITS = {
    Action.CREATE_ROLE: "limit for new roles",
    Action.CREATE_CHANNEL: "limit for new channels",
}


def called(step: Step) -> str:
    """`#lobby` for channels, the bare name for everything else."""
    return f"#{step.name}" if step.action in _CHANNEL_ACTIONS else step.name


def waiting_sentence(step: Step, until: datetime) -> str:
    limit = _LIMITS.get(step.action, "rate limit")
    if step.action is Action.EDIT_CHANNEL and isinstance(step.body, dict):
        limit = "rename limit" if _RENAMES & step.body.keys() else limit
    return f"{called(step)} waits for Discord's {limit} until {until:%H:%M} UTC."


def gone_sentence(step: Step) -> str:
    """Discord does not know something that the call names."""
    if step.action in _ORDERS:
        return f"Something in the {step.name} was deleted meanwhile. Make a new plan for the rest."
    return f"{called(step)} was deleted meanwhile. Make a new plan to bring it back."


def sentence(error: DomainError) -> str:
    """What happened and what to do about it."""
    return f"{error.message} {error.remedy}".rstrip()
