"""Sentences about steps, for people who watch a run."""

from datetime import datetime

from app.shared.domain.errors import DomainError
from app.shared.domain.language.saying import say, to_say
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
_RATE = to_say("{thing} waits for Discord's rate limit until {time:%H:%M} UTC.")
_RENAMING = to_say("{thing} waits for Discord's rename limit until {time:%H:%M} UTC.")
_LIMITS = {
    Action.CREATE_ROLE: to_say(
        "{thing} waits for Discord's limit for new roles until {time:%H:%M} UTC."
    ),
    Action.CREATE_CHANNEL: to_say(
        "{thing} waits for Discord's limit for new channels until {time:%H:%M} UTC."
    ),
}


def called(step: Step) -> str:
    """`#lobby` for channels, the bare name for everything else."""
    return f"#{step.name}" if step.action in _CHANNEL_ACTIONS else step.name


def waiting_sentence(step: Step, until: datetime) -> str:
    sentence = _LIMITS.get(step.action, _RATE)
    if step.action is Action.EDIT_CHANNEL and isinstance(step.body, dict):
        sentence = _RENAMING if _RENAMES & step.body.keys() else sentence
    return say(sentence, thing=called(step), time=until)


def gone_sentence(step: Step) -> str:
    """Discord does not know something that the call names."""
    if step.action in _ORDERS:
        return say(
            "Something in the {order} was deleted meanwhile. Make a new plan for the rest.",
            order=step.name,
        )
    return say(
        "{thing} was deleted meanwhile. Make a new plan to bring it back.", thing=called(step)
    )


def sentence(error: DomainError) -> str:
    """What happened and what to do about it."""
    return f"{error.message} {error.remedy}".rstrip()
