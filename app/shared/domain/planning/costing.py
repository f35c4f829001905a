"""How many calls a plan makes, how long that takes, and which limits it meets.

Discord says that its limits must not be relied on as numbers, and documents few. The paces below
are what bots see of a guild's buckets; a run learns the real ones from the answers' headers.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from app.shared.domain.language.listing import first_of
from app.shared.domain.language.saying import say
from app.shared.domain.planning.changes import ChangeKind
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.cost import Cost, Wait
from app.shared.domain.planning.request import RecentUse
from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.limits import (
    CALLS_PER_SECOND,
    CHANNEL_CREATIONS,
    CHANNEL_CREATIONS_WINDOW,
    RENAMES,
    RENAMES_WINDOW,
    ROLE_CREATIONS,
    ROLE_CREATIONS_WINDOW,
)

ANSWER = 0.25
"""Seconds until Discord has answered one call, as seen from a server in Europe."""

PACE = {
    Action.CREATE_ROLE: 0.5,
    Action.EDIT_ROLE: 0.3,
    Action.DELETE_ROLE: 0.3,
    Action.CREATE_CHANNEL: 0.5,
    Action.EDIT_CHANNEL: 0.0,
    Action.DELETE_CHANNEL: 0.0,
}
"""Seconds between calls of one kind in one guild. Channels have buckets of their own."""

READS_OF_A_GUILD = 6
"""Guild with its roles, channels, bot member, welcome screen, onboarding, AutoMod."""

_ENTRIES_OF_A_PAGE = 100
"""Of the audit log, which is read page by page until one is not full or begins before the run."""

_RENAMING = frozenset({"name", "topic"})


def cost_of(comparison: Comparison, steps: Sequence[Step], recent: RecentUse) -> Cost:
    """Reads count the look before the run, the read-back after it, looks before steps, and, where
    something that exists is changed, those into the audit log of what the run itself leaves there:
    what others do meanwhile may fill more of its pages."""
    actions = Counter(step.action for step in steps)
    waits = tuple(_waits(comparison, steps, actions, recent))
    return Cost(
        writes=len(steps),
        extra_writes=sum(bool(step.extra) for step in steps),
        spare_writes=sum(bool(step.extra) and step.unless_already is not None for step in steps),
        reads=_reads(comparison, steps),
        seconds=round(_working_time(steps, actions) + sum(wait.seconds for wait in waits), 2),
        role_creations=actions[Action.CREATE_ROLE],
        channel_creations=actions[Action.CREATE_CHANNEL],
        renames=sum(_renames(step) for step in steps),
        waits=waits,
    )


def _reads(comparison: Comparison, steps: Sequence[Step]) -> int:
    if not steps:
        return READS_OF_A_GUILD
    looks = sum(step.unless_already is not None for step in steps)
    begun = {id_ for step in steps for id_ in step.changes}
    existed = any(
        change.id in begun and change.kind not in {ChangeKind.CREATE, ChangeKind.DELETE}
        for change in comparison.changes
    )
    pages = 1 + len(steps) // _ENTRIES_OF_A_PAGE
    return 2 * READS_OF_A_GUILD + looks + (pages if existed else 0)


def _working_time(steps: Sequence[Step], actions: Counter[Action]) -> float:
    """Steps wait for what they need, for calls of their kind, and for the bot's whole limit."""
    depth: dict[int, int] = {}
    for step in steps:
        depth[step.number] = 1 + max((depth[need] for need in step.needs), default=0)
    longest = max(depth.values(), default=0) * ANSWER
    by_kind = max(
        (count * PACE.get(action, ANSWER) for action, count in actions.items()), default=0
    )
    return max(longest, by_kind, len(steps) / CALLS_PER_SECOND)


def _renames(step: Step) -> bool:
    return (
        step.action is Action.EDIT_CHANNEL
        and isinstance(step.body, dict)
        and not _RENAMING.isdisjoint(step.body)
    )


def _waits(
    comparison: Comparison, steps: Sequence[Step], actions: Counter[Action], recent: RecentUse
) -> Iterator[Wait]:
    roles = recent.role_creations + actions[Action.CREATE_ROLE]
    if actions[Action.CREATE_ROLE] and roles > ROLE_CREATIONS:
        yield Wait(
            why=say(
                "Discord lets a server create about {most} roles in 48 hours; with this plan it "
                "would be {number}. The rest waits.",
                most=ROLE_CREATIONS,
                number=roles,
            ),
            seconds=float(ROLE_CREATIONS_WINDOW * ((roles - 1) // ROLE_CREATIONS)),
        )
    channels = recent.channel_creations + actions[Action.CREATE_CHANNEL]
    if actions[Action.CREATE_CHANNEL] and channels > CHANNEL_CREATIONS:
        yield Wait(
            why=say(
                "Discord lets a server create about {most} channels in 48 hours; with this plan "
                "it would be {number}. The rest waits.",
                most=CHANNEL_CREATIONS,
                number=channels,
            ),
            seconds=float(CHANNEL_CREATIONS_WINDOW * ((channels - 1) // CHANNEL_CREATIONS)),
        )
    held_up = [
        step.name for step in steps if _renames(step) and _is_used_up(comparison, step, recent)
    ]
    if held_up:
        yield Wait(
            why=say(
                "A channel's name or topic can be changed {most} times in ten minutes; {channels} "
                "had that already.",
                most=RENAMES,
                channels=first_of((f"#{name}" for name in held_up), 3),
            ),
            seconds=float(RENAMES_WINDOW),
        )


def _is_used_up(comparison: Comparison, step: Step, recent: RecentUse) -> bool:
    live_id = comparison.id_of(Kind.CHANNEL, step.key)
    return recent.renames.get(Key(str(live_id)), 0) >= RENAMES
