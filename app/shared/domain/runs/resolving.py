"""From a step and the bindings to what Discord is really sent."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from app.shared.domain.errors import Conflict
from app.shared.domain.language.saying import say
from app.shared.domain.planning.steps import Action, Json, Step, as_reference, resolved
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.identifiers import EVERYONE, GuildId, Key
from app.shared.domain.structure.wording import kind_word

_OBJECTS = {
    Action.EDIT_ROLE: Kind.ROLE,
    Action.DELETE_ROLE: Kind.ROLE,
    Action.EDIT_CHANNEL: Kind.CHANNEL,
    Action.DELETE_CHANNEL: Kind.CHANNEL,
    Action.PUT_OVERWRITE: Kind.CHANNEL,
    Action.DELETE_OVERWRITE: Kind.CHANNEL,
    Action.EDIT_RULE: Kind.RULE,
    Action.DELETE_RULE: Kind.RULE,
}
_OWN_ID = frozenset({Kind.TAG, Kind.PROMPT, Kind.OPTION})


class UnknownReference(Conflict):
    """A step needs the id of something that does not exist, or that nobody has told us of."""

    code: ClassVar[str] = "unknown_reference"


@dataclass(frozen=True, slots=True)
class Ids:
    """Discord's id for each reference, in one guild at one moment."""

    guild_id: GuildId
    bindings: Bindings

    def find(self, kind: Kind, key: Key) -> int | None:
        """What is not bound keeps its id as key: `123`, or `~123` for the parts of things."""
        if kind is Kind.ROLE and key == EVERYONE:
            return self.guild_id
        if (bound := self.bindings.id_of(kind, key)) is not None:
            return bound
        last = key.rpartition("/")[2] if kind in _OWN_ID else key
        own = last.removeprefix("~") if kind in _OWN_ID else last
        return int(own) if own.isdecimal() and own.isascii() else None

    def get(self, kind: Kind, key: Key) -> int:
        if (found := self.find(kind, key)) is None:
            raise UnknownReference(
                say(
                    'The {kind} "{key}" has no Discord id yet, so this cannot be sent.',
                    kind=kind_word(kind),
                    key=key,
                ),
                remedy=say("Make a new plan from the guild as it is now."),
            )
        return found

    def object_of(self, step: Step) -> int | None:
        """The id of the role, channel or rule the step is about, where there is one already."""
        kind = _OBJECTS.get(step.action)
        return None if kind is None else self.get(kind, step.key)

    def target_of(self, step: Step) -> int | None:
        """Whom an overwrite is about."""
        if step.target is None:
            return None
        if (found := as_reference(step.target)) is not None:
            return self.get(*found)
        return int(str(step.target))

    def in_body(self, body: Json, new_id: Callable[[], int]) -> Json:
        """The body with ids in place of references.

        A tag that does not exist yet goes without an id. Prompts and options need one all the
        same, and get one of `new_id`, which Discord replaces.
        """

        def resolve(kind: Kind, key: Key) -> Json:
            found = self.find(kind, key)
            if found is None and kind in {Kind.PROMPT, Kind.OPTION}:
                return str(new_id())
            return str(self.get(kind, key) if found is None else found)

        return resolved(self._without_unknown_tags(body), resolve)

    def _without_unknown_tags(self, body: Json) -> Json:
        if not isinstance(body, dict) or not isinstance(tags := body.get("available_tags"), list):
            return body
        return {**body, "available_tags": [self._without_unknown_id(tag) for tag in tags]}

    def _without_unknown_id(self, tag: Any) -> Any:
        found = as_reference(tag.get("id")) if isinstance(tag, dict) else None
        if found is None or self.find(*found) is not None:
            return tag
        return {name: value for name, value in tag.items() if name != "id"}
