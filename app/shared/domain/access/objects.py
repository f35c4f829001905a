"""Which parts of a guild a limited right reaches, and what of a change lies beyond them.

Objects are named `channel:<key>` and `role:<key>`; a category includes its channels. What reaches
further than the things named needs the whole guild: new roles, the order of roles and of what
stands in no category, settings, community parts, AutoMod, and protection from deletion. A channel
is made in, or moved between, categories that are named themselves; being named alone moves nothing.
"""

from collections.abc import Iterable, Iterator, Mapping

from app.shared.domain.access.rights import WHOLE_GUILD
from app.shared.domain.blueprint.blueprint import Blueprint, Ignore
from app.shared.domain.language.listing import capital
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel, ChannelType
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.structure import Structure


def channel_object(key: Key) -> str:
    return f"channel:{key}"


def role_object(key: Key) -> str:
    return f"role:{key}"


def objects_in(structure: Structure) -> Mapping[str, str]:
    """What can be named of a structure, with what people call it."""
    roles = {
        role_object(role.key): say('the role "{role}"', role=role.name) for role in structure.roles
    }
    return roles | {channel_object(one.key): _called(one) for one in structure.channels}


def reaches(objects: frozenset[str], name: str, structure: Structure) -> bool:
    """Whether what is named is one of the objects or stands in a category that is."""
    kind, _, key = name.partition(":")
    channel = structure.channel_by_key.get(Key(key)) if kind == "channel" else None
    return name in objects or (channel is not None and is_place(objects, channel.parent))


def is_place(objects: frozenset[str], category: Key | None) -> bool:
    return category is not None and channel_object(category) in objects


def outside(objects: frozenset[str], before: Structure, after: Structure) -> tuple[str, ...]:
    """What differs between two designs and is beyond the objects, as sentences."""
    if objects == WHOLE_GUILD:
        return ()
    return (
        *_roles(objects, before, after),
        *_channels(objects, before, after),
        *_order(objects, before, after),
        *_parts(before, after),
    )


def outside_design(
    objects: frozenset[str], before: Blueprint | None, after: Blueprint
) -> tuple[str, ...]:
    """The same for whole designs; without one before, everything is new."""
    if objects == WHOLE_GUILD:
        return ()
    before = before or Blueprint(structure=Structure())
    found = list(outside(objects, before.structure, after.structure))
    kept = (before.unmanaged_roles, before.unmanaged_channels)
    if kept != (after.unmanaged_roles, after.unmanaged_channels):
        found.append(say("What becomes of things that the design does not name would change."))
    if before.protected != after.protected:
        found.append(say("What is protected from deletion would change."))
    if any(
        not (_is_about(objects, one, before) or _is_about(objects, one, after))
        for one in before.ignored ^ after.ignored
    ):
        found.append(say("What is left to people by hand would change."))
    return tuple(found)


def _is_about(objects: frozenset[str], ignore: Ignore, design: Blueprint) -> bool:
    if ignore.key is None or ignore.kind not in {Kind.ROLE, Kind.CHANNEL}:
        return False
    return reaches(objects, f"{ignore.kind}:{ignore.key}", design.structure)


def _roles(objects: frozenset[str], before: Structure, after: Structure) -> Iterator[str]:
    for role in after.roles:
        was = before.role_by_key.get(role.key)
        if was is None:
            yield say('The role "{role}" would be new.', role=role.name)
        elif was != role and role_object(role.key) not in objects:
            yield say('The role "{role}" would change.', role=was.name)
    for role in before.roles:
        if role.key not in after.role_by_key and role_object(role.key) not in objects:
            yield say('The role "{role}" would be deleted.', role=role.name)


def _channels(objects: frozenset[str], before: Structure, after: Structure) -> Iterator[str]:
    for channel in after.channels:
        was = before.channel_by_key.get(channel.key)
        if was is None:
            if not is_place(objects, channel.parent):
                yield capital(say("{channel} would be new.", channel=_called(channel)))
            continue
        if was.parent != channel.parent and not (
            is_place(objects, was.parent) and is_place(objects, channel.parent)
        ):
            yield capital(say("{channel} would move to another category.", channel=_called(was)))
        if was != channel and not reaches(objects, channel_object(channel.key), before):
            yield capital(say("{channel} would change.", channel=_called(was)))
    for channel in before.channels:
        if channel.key in after.channel_by_key:
            continue
        if not reaches(objects, channel_object(channel.key), before):
            yield capital(say("{channel} would be deleted.", channel=_called(channel)))


def _order(objects: frozenset[str], before: Structure, after: Structure) -> Iterator[str]:
    roles = [one.key for one in before.roles if one.key in after.role_by_key]
    if roles != [one.key for one in after.roles if one.key in before.role_by_key]:
        yield say("The order of the roles would change.")
    for parent, group in after.children.items():
        staying = {one.key for one in group} & {one.key for one in before.children.get(parent, ())}
        old = [one.key for one in before.children.get(parent, ()) if one.key in staying]
        if not is_place(objects, parent) and old != [k.key for k in group if k.key in staying]:
            yield _order_would_change(parent, after)


def _parts(before: Structure, after: Structure) -> Iterator[str]:
    pairs = {
        to_say("The server settings would change."): (dict(before.settings), dict(after.settings)),
        to_say("The welcome screen would change."): (before.welcome_screen, after.welcome_screen),
        to_say("The onboarding would change."): (before.onboarding, after.onboarding),
        to_say("AutoMod would change."): (before.automod, after.automod),
    }
    for sentence, (old, new) in pairs.items():
        if old != new:
            yield say(sentence)


def _called(channel: Channel) -> str:
    if channel.type is ChannelType.CATEGORY:
        return say('the category "{category}"', category=channel.name)
    return say('the channel "{channel}"', channel=channel.name)


def _order_would_change(parent: Key | None, structure: Structure) -> str:
    found = None if parent is None else structure.channel_by_key.get(parent)
    if found is None:
        return say("The order of the channels outside of categories would change.")
    return say('The order of the channels in "{category}" would change.', category=found.name)


def unknown_objects(objects: Iterable[str], structure: Structure) -> frozenset[str]:
    """Those that name nothing in the structure."""
    return frozenset(objects) - objects_in(structure).keys()
