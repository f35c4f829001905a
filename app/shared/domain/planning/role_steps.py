"""The calls that make and edit roles, and put them in order."""

from collections.abc import Mapping
from itertools import pairwise

from app.shared.domain.language.saying import say, to_say
from app.shared.domain.planning.access_effects import role_effect
from app.shared.domain.planning.agenda import Call, Phase, Task
from app.shared.domain.planning.changes import Subject
from app.shared.domain.planning.drafting import Draft
from app.shared.domain.planning.positions import Standing, is_in_order, numbers
from app.shared.domain.planning.role_changes import ROLE_ORDER
from app.shared.domain.planning.steps import Action, Json
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.fields import ROLE_FIELDS
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.roles import Role

_DEFAULTS = Role(key=Key(""), name="")


def draft_roles(draft: Draft) -> None:
    """Creations, edits and at most one call for the order."""
    live = draft.comparison.live.role_by_key
    for place, role in enumerate(draft.comparison.wanted.roles):
        before = live.get(role.key)
        if before is None:
            _create(draft, role, place)
        elif before != role:
            _edit(draft, before, role, place)
    _order(draft)


def _create(draft: Draft, role: Role, place: int) -> None:
    """Nobody has a new role, so it may have its permissions from the start."""
    always = {"name", "permissions"}
    names = always | {
        field.name
        for field in ROLE_FIELDS
        if getattr(role, field.name) != getattr(_DEFAULTS, field.name)
    }
    call = Call(
        action=Action.CREATE_ROLE,
        key=role.key,
        name=role.name,
        verb=to_say("create role"),
        body=draft.bodies.role(role, names),
        changes=draft.changes(Subject.ROLE, role.key),
    )
    draft.new_roles[role.key] = draft.agenda.add(
        Task(phase=Phase.NEW_ROLES, place=place, first=[call])
    )


def _edit(draft: Draft, before: Role, after: Role, place: int) -> None:
    names = {f.name for f in ROLE_FIELDS if getattr(before, f.name) != getattr(after, f.name)}
    call = Call(
        action=Action.EDIT_ROLE,
        key=after.key,
        name=before.name,
        verb=to_say("edit role"),
        body=draft.bodies.role(after, names),
        changes=draft.changes(Subject.ROLE, after.key),
    )
    always = 0 if after.key == EVERYONE else draft.everyone_always
    effect = role_effect(before.permissions, after.permissions, always)
    late = effect.gains_all and any(draft.comparison.doomed_channels)
    task = Task(phase=Phase.AFTER_DELETES if late else Phase.ROLES, place=place, first=[call])
    if effect.gained and effect.lost:
        task.halve = lambda: _halves(call, before, after)
    draft.agenda.add(task)
    if "permissions" in names:
        draft.role_writes[after.key] = (task, effect)


def _halves(call: Call, before: Role, after: Role) -> tuple[Call, Call]:
    taking = Call(
        action=Action.EDIT_ROLE,
        key=after.key,
        name=before.name,
        verb=to_say("take permissions from role first"),
        body={"permissions": str(before.permissions & after.permissions)},
        changes=call.changes,
        extra=to_say(
            "The permissions it loses must be gone before others are given, or somebody could "
            "do more in between than before and after."
        ),
    )
    return taking, call


def strip_role(draft: Draft, role: Role, place: int) -> None:
    """Take a doomed role's permissions away early, since it can only be deleted at the end."""
    call = Call(
        action=Action.EDIT_ROLE,
        key=role.key,
        name=role.name,
        verb=to_say("take permissions from role before it is deleted"),
        body={"permissions": "0"},
        changes=draft.changes(Subject.ROLE, role.key),
        extra=to_say(
            "Deletes come last; until then its members would have these permissions together "
            "with what others are given."
        ),
    )
    task = draft.agenda.add(Task(phase=Phase.ROLES, place=place, first=[call]))
    draft.role_writes[role.key] = (
        task,
        role_effect(role.permissions, 0, draft.everyone_always),
    )


def _order(draft: Draft) -> None:
    """One call for all roles that need another number, if any does.

    Where a new role lands is not documented, and others may be moved up to make room for it. So
    with new roles only the topmost ones keep their numbers, which are high enough either way.
    """
    order = _movable(draft)
    standing = _standing(draft, order)
    new = [key for key in order if key in draft.new_roles]
    in_order = is_in_order(order, standing)
    if len(order) <= 1 or (not new and in_order):
        return
    call = _order_call(draft, order, standing, new)
    if new and in_order and order[: len(new)] == new:
        _expect_to_fall_into_place(draft, call, order, new)
    task = draft.agenda.add(Task(phase=Phase.ROLE_ORDER, place=0, first=[call]))
    draft.agenda.order_all((draft.new_roles[role.key] for role in draft.comparison.new_roles), task)


def _order_call(
    draft: Draft, order: list[Key], standing: Mapping[Key, Standing], new: list[Key]
) -> Call:
    if new:
        standing = _topmost(order, standing)
    found = numbers(order, standing, floor=1, ceiling=_ceiling(draft))
    body: list[Json] = [
        {"id": draft.bodies.role_id(key), "position": found[key]} for key in order if key in found
    ]
    return Call(
        action=Action.ORDER_ROLES,
        key=ROLE_ORDER,
        name=say("order of the roles"),
        verb=to_say("put roles in order"),
        body=body,
        changes=draft.changes(Subject.ORDER, ROLE_ORDER)
        or tuple(id_ for key in reversed(new) for id_ in draft.changes(Subject.ROLE, key)),
    )


def _expect_to_fall_into_place(draft: Draft, call: Call, order: list[Key], new: list[Key]) -> None:
    """New roles land right above @everyone, as far as is known: so where they shall be below all
    others they are made from the top down, and the order is sent only if it is wrong then."""
    from_the_top = [draft.new_roles[key] for key in reversed(new)]
    for above, below in pairwise(from_the_top):
        draft.agenda.order(above, below)
    listed: list[Json] = [draft.bodies.role_id(key) for key in reversed(order)]
    call.unless_already = {"roles": listed}
    call.extra = to_say(
        "Where Discord puts new roles is not documented; if they stand as they shall, this call "
        "is left out."
    )


def _movable(draft: Draft) -> list[Key]:
    """The roles the bot can sort, from the lowest to the highest: those below its own."""
    roles = [role.key for role in draft.comparison.wanted.roles if role.key != EVERYONE]
    top = draft.comparison.bot_top
    if top == EVERYONE:
        return []
    if top in roles:
        roles = roles[roles.index(top) + 1 :]
    roles.reverse()
    return roles


def _standing(draft: Draft, order: list[Key]) -> Mapping[Key, Standing]:
    """Of two roles with one number the one with the lower id ranks higher."""
    found = {}
    for key in order:
        facts = draft.comparison.role_facts(key)
        live_id = draft.comparison.id_of(Kind.ROLE, key)
        if facts is not None and live_id is not None:
            found[key] = Standing(facts.position, -live_id)
    return found


def _topmost(order: list[Key], standing: Mapping[Key, Standing]) -> Mapping[Key, Standing]:
    """Those at the top that are in order and leave room for all below them."""
    kept: dict[Key, Standing] = {}
    above: tuple[int, int] | None = None
    for index in range(len(order) - 1, -1, -1):
        have = standing.get(order[index])
        if have is None or have.number <= index:
            break
        if above is not None and (have.number, have.id) > above:
            break
        kept[order[index]] = have
        above = (have.number, have.id)
    return kept


def _ceiling(draft: Draft) -> int | None:
    top = draft.comparison.bot_top
    facts = None if top is None else draft.comparison.role_facts(top)
    return None if facts is None else facts.position
