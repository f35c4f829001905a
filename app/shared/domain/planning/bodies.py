"""The JSON that Discord gets, with references where ids will stand.

Sources: resources/guild (create role, create channel), resources/channel (modify channel, forum
tag object, overwrite object), topics/permissions (role colors object).
"""

from collections.abc import Collection, Iterable, Mapping
from functools import partial
from typing import Any

from app.shared.domain.made_once import MadeOnce
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.steps import Json, reference
from app.shared.domain.structure.bindings import Kind, inner_key
from app.shared.domain.structure.channels import Access, Channel, Emoji, Overwrite, Tag
from app.shared.domain.structure.fields import ROLE_FIELDS, channel_fields
from app.shared.domain.structure.identifiers import Key, Target, target_member, target_role
from app.shared.domain.structure.roles import Colors, Role

_ROLE, _MEMBER = 0, 1
"""Discord's numbers for the kinds of overwrite targets."""


class Bodies:
    """Writes bodies for one comparison, since what is an id already depends on it."""

    def __init__(self, comparison: Comparison) -> None:
        # Nothing here points back to this: a plan would wait for the collector of garbage.
        self._comparison = comparison
        self._identities = MadeOnce(partial(_identity, comparison))
        self._listed = MadeOnce(partial(_entries, self._identities))
        """Most channels say of a role what others say of it as well."""

    def role(self, role: Role, names: Collection[str]) -> dict[str, Json]:
        """The named fields of a role, by Discord's keys."""
        return {
            field.api: _role_value(field.name, getattr(role, field.name))
            for field in ROLE_FIELDS
            if field.name in names
        }

    def channel(
        self, channel: Channel, names: Collection[str], access: Access | None = None
    ) -> dict[str, Json]:
        """The named fields of a channel; `access` stands for its own where it is given."""
        body: dict[str, Json] = {}
        for field in channel_fields(channel.type):
            if field.name not in names:
                continue
            if field.name == "access":
                body[field.api] = self.overwrites(channel.access if access is None else access)
            elif field.name == "parent":
                body[field.api] = None if channel.parent is None else self.id_of(channel.parent)
            elif field.name == "tags":
                body[field.api] = self._tags(channel)
            else:
                body[field.api] = _channel_value(field.name, getattr(channel, field.name))
        return body

    def overwrites(self, access: Access) -> list[Json]:
        """The bodies of all overwrites of a channel, in the order of their targets."""
        listed = self._listed
        return [listed[target][access[target]] for target in sorted(access)]

    def overwrite(self, target: Target, overwrite: Overwrite) -> dict[str, Json]:
        """The body of a single overwrite's PUT."""
        _, kind = self._identities[target]
        return {"type": kind, "allow": str(overwrite.allow), "deny": str(overwrite.deny)}

    def target(self, target: Target) -> Json:
        """The id of a role or member, or the reference that becomes it."""
        return self._identities[target][0]

    def id_of(self, channel: Key) -> Json:
        return _id(self._comparison, Kind.CHANNEL, channel)

    def role_id(self, role: Key) -> Json:
        return _id(self._comparison, Kind.ROLE, role)

    def _tags(self, channel: Channel) -> list[Json]:
        live = self._comparison.live.channel_by_key.get(channel.key)
        known = {tag.key for tag in live.tags} if live else set()
        return [self._tag(channel.key, tag, known) for tag in channel.tags]

    def _tag(self, owner: Key, tag: Tag, known: Collection[Key]) -> Json:
        """Posts hang on a tag's id, so a tag that lives is sent with it."""
        body: dict[str, Json] = {"name": tag.name, "moderated": tag.moderated, **emoji(tag.emoji)}
        if tag.key in known:
            body["id"] = inner_id(Kind.TAG, owner, tag.key)
        return body


def _id(comparison: Comparison, kind: Kind, key: Key) -> Json:
    """A live thing that no key is bound to has its id for a key."""
    if key.isdecimal() and comparison.bindings.id_of(kind, key) is None:
        return str(key) if comparison.id_of(kind, key) else reference(kind, key)
    return reference(kind, key)


def _identity(comparison: Comparison, target: Target) -> tuple[Json, int]:
    """The id and Discord's number for what it is."""
    role = target_role(target)
    if role is None:
        return str(target_member(target)), _MEMBER
    return _id(comparison, Kind.ROLE, role), _ROLE


def _entries(
    identities: Mapping[Target, tuple[Json, int]], target: Target
) -> MadeOnce[Overwrite, Json]:
    id_, kind = identities[target]
    return MadeOnce(
        lambda overwrite: {
            "id": id_,
            "type": kind,
            "allow": str(overwrite.allow),
            "deny": str(overwrite.deny),
        }
    )


def inner_id(kind: Kind, owner: Key, part: Key) -> Json:
    """The id of a living tag or option: a reference, or the id itself where none is bound."""
    return part[1:] if part.startswith("~") else reference(kind, inner_key(owner, part))


def emoji(value: Emoji | None) -> dict[str, Json]:
    """Both keys, of which Discord wants just one filled."""
    if value is None:
        return {"emoji_id": None, "emoji_name": None}
    if value.id is not None:
        return {"emoji_id": str(value.id), "emoji_name": None}
    return {"emoji_id": None, "emoji_name": value.name}


def most_restrictive_first(access: Access) -> Mapping[Target, Overwrite]:
    """@everyone first, then what denies, so that a cut after some entries opens nothing."""
    targets: Iterable[Target] = sorted(
        access, key=lambda t: (not access[t].deny, access[t].allow != 0, t)
    )
    return {target: access[target] for target in targets}


def _role_value(name: str, value: Any) -> Json:
    if name == "permissions":
        return str(value)
    if isinstance(value, Colors):
        return {
            "primary_color": value.primary,
            "secondary_color": value.secondary,
            "tertiary_color": value.tertiary,
        }
    plain: Json = value
    return plain


def _channel_value(name: str, value: Any) -> Json:
    if name == "topic":
        return value or None
    if name == "type":
        return int(value)
    if name == "default_reaction":
        return None if value is None else emoji(value)
    plain: Json = value
    return plain
