"""What went wrong, as somebody in Discord is told it."""

import logging

from app.bot.interactions.calls import InteractionGone, NotAnswered
from app.bot.interactions.reply import Reply
from app.bot.rendering import parts
from app.bot.rendering.escaping import code, prose, shortened
from app.bot.rendering.message import Message, Part
from app.bot.wording.wording import Wording
from app.shared.domain.errors import Conflict, DomainError

log = logging.getLogger(__name__)

_LONGEST = 1500
"""Of what an error says, and of its remedy: some of them list all that is wrong."""


class PressedByAnother(Exception):
    """A button that belongs to somebody else. Not an error, and told kindly."""


class Failures:
    """Turns whatever a handler raises into one message that only who asked can see."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    async def tell(self, error: Exception, reply: Reply, reference: str) -> None:
        """Never raises: where nobody can be told, the log is."""
        if isinstance(error, NotAnswered):
            _log_unanswered(error)
            return
        try:
            await reply.send(self._message_of(error, reference))
        except NotAnswered as unanswered:
            _log_unanswered(unanswered)
        except Exception:
            log.exception("what went wrong could not be told")

    def _message_of(self, error: Exception, reference: str) -> Message:
        if isinstance(error, PressedByAnother):
            return told(self._wording.not_your_button)
        if isinstance(error, DomainError):
            log.info("refused", extra={"code": error.code, "why": error.message})
            return refused(error, reference, self._wording)
        log.error("answering failed", exc_info=error)
        return unexpected(reference, self._wording)


def refused(error: DomainError, reference: str, wording: Wording) -> Message:
    """What happened, what to do about it, and where it stands in the log."""
    accent = parts.Accent.CHANGE if isinstance(error, Conflict) else parts.Accent.REMOVE
    what, remedy = (prose(shortened(said, _LONGEST)) for said in (error.message, error.remedy))
    return _failure(accent, f"**{what}**" if "\n" not in what else what, remedy, reference, wording)


def unexpected(reference: str, wording: Wording) -> Message:
    what = f"**{wording.unexpected}**"
    return _failure(parts.Accent.REMOVE, what, wording.unexpected_remedy, reference, wording)


def told(sentence: str) -> Message:
    """One sentence that is no error."""
    return Message(components=(parts.container(parts.Accent.NEUTRAL, parts.text(sentence)),))


def _failure(
    accent: parts.Accent, what: str, remedy: str, reference: str, wording: Wording
) -> Message:
    said: list[Part | None] = [
        parts.text(f"{what}\n{remedy}".rstrip()),
        parts.text(f"-# {wording.reference(code(reference))}"),
    ]
    return Message(components=(parts.container(accent, *said),))


def _log_unanswered(error: NotAnswered) -> None:
    level = logging.INFO if isinstance(error, InteractionGone) else logging.WARNING
    log.log(level, "an answer was not shown: %s", error)
