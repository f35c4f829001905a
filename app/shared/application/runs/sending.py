"""One step: journal, call Discord, journal."""

import itertools
from datetime import timedelta

from app.shared.application.ports.clock import Clock
from app.shared.application.ports.guild_gateway import (
    Call,
    CallForbidden,
    CallInvalid,
    DiscordUnavailable,
    GuildGateway,
    GuildNotFound,
    LimitReached,
    ThingGone,
    TokenRefused,
    Written,
)
from app.shared.application.runs.kept_journal import KeptJournal
from app.shared.application.runs.patient_reads import patiently
from app.shared.application.runs.wording import called, gone_sentence, sentence, waiting_sentence
from app.shared.domain.errors import DomainError
from app.shared.domain.language.saying import say
from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.runs.resolving import UnknownReference
from app.shared.domain.runs.run import reason_of
from app.shared.domain.structure.identifiers import Key

ATTEMPTS = 5
"""How often a step is begun before it fails, waits for limits not counted. The gateway may send a
call several times each time."""
_DELETES = frozenset(
    {
        Action.DELETE_ROLE,
        Action.DELETE_CHANNEL,
        Action.DELETE_RULE,
        Action.DELETE_OVERWRITE,
    }
)


class StopEverything(Exception):
    """No call of this run can succeed any more."""

    def __init__(self, cause: DomainError) -> None:
        super().__init__(cause.message)
        self.cause = cause


class StepSender:
    """Sends one step's call once. What is left to do after it stands in the journal.

    A call whose effect is not known leaves its step started: nothing more is sent for it before
    somebody has looked at the guild.
    """

    def __init__(self, gateway: GuildGateway, clock: Clock) -> None:
        self._gateway = gateway
        self._clock = clock
        self._placeholders = itertools.count(1)

    async def __call__(self, kept: KeptJournal, step: Step) -> None:
        """Raises StopEverything."""
        try:
            call = self._call(kept, step)
            losing = await self._members_lost(kept, step, call)
            if await kept.start(step, losing):
                await self._send(kept, step, call)
        except (UnknownReference, DiscordUnavailable, LimitReached) as problem:
            await kept.failed(step, sentence(problem), problem.code)
        except (TokenRefused, GuildNotFound) as refusal:
            await kept.failed(step, sentence(refusal), refusal.code)
            raise StopEverything(refusal) from refusal

    def _call(self, kept: KeptJournal, step: Step) -> Call:
        ids = kept.ids
        return Call(
            action=step.action,
            object_id=ids.object_of(step),
            target_id=ids.target_of(step),
            body=ids.in_body(step.body, lambda: next(self._placeholders)),
        )

    async def _members_lost(
        self, kept: KeptJournal, step: Step, call: Call
    ) -> dict[Key, tuple[int, ...]]:
        """Who has the role that is about to be deleted, so that a rollback can give it back."""
        role_id = call.object_id
        if step.action is not Action.DELETE_ROLE or role_id is None:
            return {}
        guild_id = kept.run.guild_id
        try:
            members = await patiently(
                self._clock, lambda: self._gateway.members_with_role(guild_id, role_id)
            )
        except (CallForbidden, ThingGone):
            return {}
        return {} if members is None else {step.key: tuple(members)}

    async def _send(self, kept: KeptJournal, step: Step, call: Call) -> None:
        reason = reason_of(kept.run.id, step.number)

        async def before_repeat() -> None:
            await kept.write(kept.journal.sent_again(step.number))

        try:
            written = await self._gateway.write(kept.run.guild_id, call, reason, before_repeat)
        except LimitReached as limit:
            until = self._clock.now() + timedelta(seconds=limit.retry_after)
            why = waiting_sentence(step, until)
            await kept.write(kept.journal.wait(step.number, until, why))
        except DiscordUnavailable as problem:
            if not problem.unsure:
                await self._try_again(kept, step, problem)
        except (ThingGone, CallForbidden, CallInvalid) as answer:
            await self._refused(kept, step, answer)
        else:
            await kept.done(step, written)

    async def _try_again(self, kept: KeptJournal, step: Step, problem: DomainError) -> None:
        """Later, and not for ever."""
        attempt = kept.journal.records[step.number].attempt
        if attempt >= ATTEMPTS:
            await kept.failed(step, sentence(problem), problem.code)
            return
        until = self._clock.now() + timedelta(seconds=2 ** (attempt - 1))
        why = say("Discord did not answer. {thing} is tried again shortly.", thing=called(step))
        await kept.write(kept.journal.try_again(step.number, until, why))

    async def _refused(self, kept: KeptJournal, step: Step, answer: DomainError) -> None:
        if not isinstance(answer, ThingGone):
            await kept.failed(step, sentence(answer), answer.code)
        elif step.action in _DELETES:
            await kept.done(step, Written())
        else:
            await kept.failed(step, gone_sentence(step), answer.code)
