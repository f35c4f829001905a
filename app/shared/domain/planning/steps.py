"""The calls a run will make: what each one sends and what must be done before it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import Key


class Action(StrEnum):
    """One kind of write. Each is one HTTP request."""

    CREATE_ROLE = "create_role"
    EDIT_ROLE = "edit_role"
    DELETE_ROLE = "delete_role"
    ORDER_ROLES = "order_roles"
    CREATE_CHANNEL = "create_channel"
    EDIT_CHANNEL = "edit_channel"
    DELETE_CHANNEL = "delete_channel"
    ORDER_CHANNELS = "order_channels"
    PUT_OVERWRITE = "put_overwrite"
    DELETE_OVERWRITE = "delete_overwrite"
    EDIT_GUILD = "edit_guild"
    EDIT_WELCOME_SCREEN = "edit_welcome_screen"
    EDIT_ONBOARDING = "edit_onboarding"
    CREATE_RULE = "create_rule"
    EDIT_RULE = "edit_rule"
    DELETE_RULE = "delete_rule"

    @property
    def creates(self) -> Kind | None:
        """What comes to be, for the actions whose lost answer must not be followed by a re-send."""
        return _CREATES.get(self)

    @property
    def is_of_one_thing(self) -> bool:
        """About what exists once in a server: its verb says it all, and a name twice."""
        return self in _OF_ONE_THING


_OF_ONE_THING = frozenset(
    {
        Action.ORDER_ROLES,
        Action.ORDER_CHANNELS,
        Action.EDIT_GUILD,
        Action.EDIT_WELCOME_SCREEN,
        Action.EDIT_ONBOARDING,
    }
)
_CREATES = {
    Action.CREATE_ROLE: Kind.ROLE,
    Action.CREATE_CHANNEL: Kind.CHANNEL,
    Action.CREATE_RULE: Kind.RULE,
}


type Json = bool | int | float | str | list[Json] | dict[str, Json] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One call. `body` is the JSON that Discord gets, with a `reference` where an id will stand."""

    number: int
    action: Action
    key: Key
    """The role, channel or rule it is about; `roles`, `channels` or the part's name otherwise.

    A key that no binding knows and that is a decimal number is the Discord id itself.
    """
    name: str
    """What people call the thing."""
    body: Json = None
    target: Json = None
    """For PUT_OVERWRITE and DELETE_OVERWRITE: the role's reference, or the member's id as text."""
    changes: tuple[str, ...] = ()
    """The ids of the changes it carries out, wholly or in part."""
    needs: frozenset[int] = frozenset()
    """The numbers of the steps that must be done (or found unnecessary) before."""
    verb: str = ""
    """What it does, for people, to be said: `create role`, `hide channel before it is deleted`."""
    extra: str = ""
    """Why this call exists beyond the least number of writes, to be said; empty for most."""
    unless_already: dict[str, Json] | None = None
    """Fields (Discord's names) that a call before may have set already: the live thing is looked
    at first, and the call is left out when they are so. Of ORDER_ROLES: under `roles`, the ids of
    roles from the top down, which may stand in this order already."""


_REFERENCE = "$ref"


def reference(kind: Kind, key: Key) -> dict[str, Json]:
    """Stands in a body for an id that is known only when the step runs: `{"$ref": "role:helper"}`.

    `role:everyone` is the guild's id. Tags, prompts and options have their inner keys.
    """
    return {_REFERENCE: f"{kind}:{key}"}


def as_reference(value: Json) -> tuple[Kind, Key] | None:
    if isinstance(value, dict) and isinstance(text := value.get(_REFERENCE), str):
        kind, _, key = text.partition(":")
        return Kind(kind), Key(key)
    return None


def references(body: Json) -> Iterator[tuple[Kind, Key]]:
    """Every reference in a body, at any depth."""
    if (found := as_reference(body)) is not None:
        yield found
    elif isinstance(body, dict):
        for value in body.values():
            yield from references(value)
    elif isinstance(body, list):
        for value in body:
            yield from references(value)


def resolved(body: Json, resolve: Callable[[Kind, Key], Json]) -> Json:
    """The body with every reference replaced by what `resolve` says."""
    if (found := as_reference(body)) is not None:
        return resolve(*found)
    if isinstance(body, dict):
        return {name: resolved(value, resolve) for name, value in body.items()}
    if isinstance(body, list):
        return [resolved(value, resolve) for value in body]
    return body
