"""Finding what people mean by `@helper`, `#lobby`, a key, a mention or an id."""

from collections.abc import Iterable
from typing import ClassVar

from app.shared.domain.blueprint.suggestions import did_you_mean
from app.shared.domain.errors import Invalid, NotFound
from app.shared.domain.language.listing import in_a_row
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure

_ROLES = to_say('Several roles are called "{name}".')
_CHANNELS = to_say('Several channels are called "{name}".')


class NameUnknown(NotFound):
    """Nothing in the guild is called so."""

    code: ClassVar[str] = "name_unknown"


class NameAmbiguous(Invalid):
    """Several things are called so."""

    code: ClassVar[str] = "name_ambiguous"


def find_role(structure: Structure, bindings: Bindings, text: str) -> Role | None:
    """By key, id, mention or name; None when nothing fits. Raises NameAmbiguous."""
    bare = text.removeprefix("<@&").removesuffix(">").removeprefix("@")
    if bare == EVERYONE:
        return structure.everyone
    key = _key(Kind.ROLE, bare, bindings)
    if (found := structure.role_by_key.get(key)) is not None:
        return found
    named = [role for role in structure.roles if role.name.lower() == bare.lower()]
    _only_one(bare, _ROLES, [role.key for role in named])
    return named[0] if named else None


def find_channel(structure: Structure, bindings: Bindings, text: str) -> Channel:
    """By key, id, mention or name. Raises NameUnknown, NameAmbiguous."""
    bare = text.removeprefix("<#").removesuffix(">").removeprefix("#")
    key = _key(Kind.CHANNEL, bare, bindings)
    if (found := structure.channel_by_key.get(key)) is not None:
        return found
    named = [channel for channel in structure.channels if channel.name.lower() == bare.lower()]
    _only_one(bare, _CHANNELS, [channel.key for channel in named])
    if not named:
        raise NameUnknown(
            say(
                'There is no channel "{bare}" in this server, or the bot cannot see it.', bare=bare
            ),
            remedy=did_you_mean(bare, [channel.name for channel in structure.channels]),
        )
    return named[0]


def _key(kind: Kind, bare: str, bindings: Bindings) -> Key:
    bound = bindings.key_of(kind, int(bare)) if bare.isdecimal() else None
    return bound or Key(bare)


def _only_one(name: str, sentence: str, keys: Iterable[Key]) -> None:
    listed = list(keys)
    if len(listed) > 1:
        raise NameAmbiguous(
            say(sentence, name=name),
            remedy=say("Say which one by its key or id: {keys}.", keys=in_a_row(listed)),
        )
