"""Puts an agenda in a row: breaks circles by halving calls, then numbers the steps.

Two writes stand in a circle when each takes something that must be gone before the other gives.
Halving one of them (first what it takes, then what it gives) always undoes the circle; of the
possible halvings few are chosen, since each costs a call.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from heapq import heapify, heappop, heappush

from app.shared.domain.planning.agenda import Agenda, Call, Phase
from app.shared.domain.planning.cycles import cycles
from app.shared.domain.planning.steps import Step

_DELETES = (
    Phase.RULE_DELETES,
    Phase.CHANNEL_DELETES,
    Phase.CATEGORY_DELETES,
    Phase.ROLE_DELETES,
)
_LATE = frozenset({*_DELETES, Phase.AFTER_DELETES})
_MANY_PAIRS = 20_000
_MANY_TASKS = 16


def steps_of(agenda: Agenda) -> tuple[Step, ...]:
    """The calls as steps, numbered so that everything comes after what it needs."""
    _break_circles(agenda)
    needs = _needs(agenda)
    ranked = [
        (task.phase, task.place, position, call)
        for position, task in enumerate(agenda.tasks)
        for call in task.calls
    ]
    order = _in_a_row(ranked, needs)
    numbers = {call: number for number, call in enumerate(order, start=1)}
    return tuple(
        Step(
            number=numbers[call],
            action=call.action,
            key=call.key,
            name=call.name,
            body=call.body,
            target=call.target,
            changes=call.changes,
            needs=frozenset(map(numbers.__getitem__, needs[call])),
            verb=call.verb,
            extra=call.extra,
            unless_already=call.unless_already,
        )
        for call in order
    )


def _break_circles(agenda: Agenda) -> None:
    while parts := list(cycles(_graph(agenda))):
        for part in parts:
            _break_one(agenda, {vertex // 2 for vertex in part})


def _break_one(agenda: Agenda, inside: set[int]) -> None:
    """Halve the task that stands in most circles (of very many, half of them at once); where none
    can be halved, give up the wishes."""
    candidates = [index for index in sorted(inside) if agenda.tasks[index].can_be_halved]
    if candidates:
        weight = _weights(agenda, inside)
        candidates.sort(key=lambda index: weight[index], reverse=True)
        many = len(candidates) // 2 if len(candidates) > _MANY_TASKS else 1
        for index in candidates[:many]:
            agenda.tasks[index].split()
        return
    position = {task: index for index, task in enumerate(agenda.tasks)}
    kept = [
        (earlier, later)
        for earlier, later in agenda.wishes
        if position[earlier] not in inside or position[later] not in inside
    ]
    if len(kept) == len(agenda.wishes):
        raise RuntimeError("the steps of a plan need one another in a circle")
    agenda.wishes[:] = kept


def _weights(agenda: Agenda, inside: set[int]) -> Counter[int]:
    """How many circles through it a task may close: those it must precede times the others."""
    position = {task: index for index, task in enumerate(agenda.tasks)}
    taking: Counter[int] = Counter()
    giving: Counter[int] = Counter()
    for taker, giver in agenda.taking_first:
        if position[taker] in inside and position[giver] in inside:
            taking[position[taker]] += 1
            giving[position[giver]] += 1
    return Counter({index: taking[index] * giving[index] for index in inside})


def _graph(agenda: Agenda) -> list[list[int]]:
    """Vertices 2i and 2i + 1 are the two halves of task i; a whole task has just the first."""
    first = {task: 2 * index for index, task in enumerate(agenda.tasks)}
    last = {task: vertex + bool(task.second) for task, vertex in first.items()}
    successors: list[list[int]] = [[] for _ in range(2 * len(agenda.tasks))]
    for task, vertex in first.items():
        if task.second:
            successors[vertex].append(vertex + 1)
    for task, before in agenda.needs.items():
        vertex = first[task]
        for earlier in before:
            successors[last[earlier]].append(vertex)
    for earlier, later in agenda.wishes:
        successors[last[earlier]].append(first[later])
    for taker, giver in agenda.taking_first:
        successors[first[taker]].append(last[giver])
    return successors


def _needs(agenda: Agenda) -> dict[Call, set[Call]]:
    needs: defaultdict[Call, set[Call]] = defaultdict(set)

    def all_after(earlier: Iterable[Call], later: Iterable[Call]) -> None:
        for call in later:
            needs[call].update(earlier)

    for task in agenda.tasks:
        if task.second:
            all_after(task.first, task.second)
    for task, before in agenda.needs.items():
        all_after({call for earlier in before for call in earlier.last}, task.first)
    for earlier, later in agenda.wishes:
        all_after(earlier.last, later.first)
    for taker, giver in agenda.taking_first:
        all_after(taker.first, giver.last)
    _let_deletes_come_last(agenda, needs)
    return needs


def _let_deletes_come_last(agenda: Agenda, needs: defaultdict[Call, set[Call]]) -> None:
    """Rules and channels go once all else is done, then categories, then roles.

    It is enough to wait for the calls that no other call before the deletes waits for.
    """
    by_phase: defaultdict[Phase, list[Call]] = defaultdict(list)
    for task in agenda.tasks:
        by_phase[task.phase if task.phase in _LATE else Phase.ROLES] += task.calls
    first = by_phase[Phase.ROLES]
    before = _unwaited(first, needs)
    for phase in _DELETES:
        stage = by_phase[phase]
        if stage:
            following = _unwaited(stage, needs)
            _wait(stage, before, needs)
            before = following
    channels = set(by_phase[Phase.CHANNEL_DELETES])
    for call in by_phase[Phase.AFTER_DELETES]:
        needs[call] |= channels


def _unwaited(calls: Sequence[Call], needs: dict[Call, set[Call]]) -> set[Call]:
    waited_for = {other for call in calls for other in needs.get(call, ())}
    return {call for call in calls if call not in waited_for}


def _wait(stage: Sequence[Call], before: set[Call], needs: defaultdict[Call, set[Call]]) -> None:
    """All wait for all; where that would be very many pairs, for the first of the stage."""
    if len(stage) * len(before) <= _MANY_PAIRS:
        for call in stage:
            needs[call] |= before
        return
    needs[stage[0]] |= before
    for call in stage[1:]:
        needs[call].add(stage[0])


def _in_a_row(
    ranked: Sequence[tuple[Phase, int, int, Call]], needs: dict[Call, set[Call]]
) -> list[Call]:
    rank = {call: (phase, place, n, m) for m, (phase, place, n, call) in enumerate(ranked)}
    calls = [call for *_, call in ranked]
    waiting = {call: len(needs[call]) for call in calls}
    followers: defaultdict[Call, list[Call]] = defaultdict(list)
    for call in calls:
        for other in needs[call]:
            followers[other].append(call)
    ready = [(rank[call], call) for call in calls if not waiting[call]]
    heapify(ready)
    row: list[Call] = []
    while ready:
        call = heappop(ready)[1]
        row.append(call)
        for follower in followers[call]:
            waiting[follower] -= 1
            if not waiting[follower]:
                heappush(ready, (rank[follower], follower))
    return row
