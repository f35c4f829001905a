"""A live guild as a blueprint that changes nothing: what to begin with on an existing server."""

from collections.abc import Iterator
from dataclasses import replace

from app.shared.domain.blueprint.adopted_keys import bound_to_keys
from app.shared.domain.blueprint.blueprint import Blueprint, Ignore
from app.shared.domain.blueprint.fitting import Misfit, fitted
from app.shared.domain.language.saying import say
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.channels import Channel, ChannelType
from app.shared.domain.structure.fields import OBFUSCATED
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.rekeying import keyed_by_bindings
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.domain.structure.structure import Structure

_NO_BINDINGS = Bindings()


def blueprint_of(
    snapshot: Snapshot, bindings: Bindings = _NO_BINDINGS
) -> tuple[Blueprint, Bindings]:
    """The guild as it is, with a key for each thing; the bindings say what the keys stand for.

    Keys that `bindings` knows are kept, others are made from names. Managed roles are left out,
    because nobody can create or delete them: what points to one points to its id. What could not
    be seen or read is left out and so left alone, and a value that no blueprint may have is left
    to humans. `adoption_notes` says all of this in words.
    """
    blueprint, kept, _ = _adopt(snapshot, bindings)
    return blueprint, kept


def adoption_notes(snapshot: Snapshot, bindings: Bindings = _NO_BINDINGS) -> tuple[str, ...]:
    """What `blueprint_of` leaves out or leaves to humans, a sentence each."""
    _, _, misfits = _adopt(snapshot, bindings)
    return (*_managed_notes(snapshot), *_coverage_notes(snapshot, bindings), *map(str, misfits))


def adopting(design: Blueprint, live: Blueprint) -> Blueprint:
    """What the live guild is, with what the design says of leaving alone and protecting.

    Both are in the same keys: `live` was made by `blueprint_of` with the bindings of the guild.
    """
    return Blueprint(
        structure=live.structure,
        unmanaged_roles=design.unmanaged_roles,
        unmanaged_channels=design.unmanaged_channels,
        ignored=live.ignored | {one for one in design.ignored if _holds(live, one.kind, one.key)},
        protected=frozenset(one for one in design.protected if _holds(live, *one)),
    )


def _holds(blueprint: Blueprint, kind: Kind, key: Key | None) -> bool:
    structure = blueprint.structure
    keys = {
        Kind.ROLE: structure.role_by_key.keys(),
        Kind.CHANNEL: structure.channel_by_key.keys(),
        Kind.RULE: {rule.key for rule in structure.automod or ()},
    }
    return key is None or key in keys.get(kind, ())


def _adopt(
    snapshot: Snapshot, bindings: Bindings
) -> tuple[Blueprint, Bindings, tuple[Misfit, ...]]:
    seen = _ours(snapshot)
    bound = bound_to_keys(seen, _without_managed(snapshot, bindings))
    structure = keyed_by_bindings(seen, bound)
    structure, orphans = _without_unseen_parents(structure)
    ignored = frozenset(Ignore(Kind.CHANNEL, key, "parent") for key in orphans)
    blueprint, misfits = fitted(Blueprint(structure=structure, ignored=ignored))
    return blueprint, _still_true(bound, seen, snapshot), misfits


def _ours(snapshot: Snapshot) -> Structure:
    """What of the guild a blueprint can speak of, still by id."""
    structure = snapshot.structure
    roles = [role for role in structure.roles if not _managed(snapshot, role.key)]
    everyone = next(role for role in roles if role.key == EVERYONE)
    others = tuple(role for role in roles if role is not everyone)
    plain = Role(key=EVERYONE, name="@everyone", permissions=everyone.permissions)
    channels = tuple(c for c in structure.channels if not _unseen(snapshot, c))
    return replace(structure, roles=(*others, plain), channels=channels)


def _managed(snapshot: Snapshot, key: Key) -> bool:
    facts = snapshot.role_facts.get(key)
    return key != EVERYONE and facts is not None and facts.managed


def _unseen(snapshot: Snapshot, channel: Channel) -> bool:
    return channel.key in snapshot.coverage.unseen_channels or bool(channel.flags & OBFUSCATED)


def _without_managed(snapshot: Snapshot, bindings: Bindings) -> Bindings:
    kept = {
        entry
        for entry in bindings.entries
        if entry.kind is not Kind.ROLE or not _managed(snapshot, Key(str(entry.id)))
    }
    return Bindings(frozenset(kept))


def _without_unseen_parents(structure: Structure) -> tuple[Structure, tuple[Key, ...]]:
    categories = {c.key for c in structure.channels if c.type is ChannelType.CATEGORY}
    orphans = tuple(
        c.key for c in structure.channels if c.parent is not None and c.parent not in categories
    )
    channels = (replace(c, parent=None) if c.key in orphans else c for c in structure.channels)
    return replace(structure, channels=display_order(channels)), orphans


def _still_true(bindings: Bindings, seen: Structure, snapshot: Snapshot) -> Bindings:
    """Without the bindings of what is gone. What was not shown may still be there."""
    coverage = snapshot.coverage
    ids = {(Kind.ROLE, int(role.key)) for role in seen.roles if role.key != EVERYONE}
    unsure = {Kind.CHANNEL} if not coverage.sees_all_channels else set()
    for channel in seen.channels:
        ids.add((Kind.CHANNEL, int(channel.key)))
        ids |= {(Kind.TAG, int(tag.key)) for tag in channel.tags}
    ids |= {(Kind.CHANNEL, int(key)) for key in coverage.unseen_channels}
    for prompt in () if seen.onboarding is None else seen.onboarding.prompts:
        ids.add((Kind.PROMPT, int(prompt.key)))
        ids |= {(Kind.OPTION, int(option.key)) for option in prompt.options}
    ids |= {(Kind.RULE, int(rule.key)) for rule in seen.automod or ()}
    if seen.onboarding is None:
        unsure |= {Kind.PROMPT, Kind.OPTION}
    if seen.automod is None:
        unsure |= {Kind.RULE}
    return Bindings(frozenset(e for e in bindings.entries if _stands(e, ids, unsure)))


def _stands(entry: Binding, ids: set[tuple[Kind, int]], unsure: set[Kind]) -> bool:
    return entry.kind in unsure or (entry.kind, entry.id) in ids


def _managed_notes(snapshot: Snapshot) -> Iterator[str]:
    for role in snapshot.structure.roles:
        if _managed(snapshot, role.key):
            yield say(
                'The role "{role}" belongs to a bot or another integration and is left out; what '
                "points to it goes on pointing to it.",
                role=role.name,
            )


def _coverage_notes(snapshot: Snapshot, bindings: Bindings) -> Iterator[str]:
    coverage = snapshot.coverage
    for part, reason in sorted(coverage.unread.items()):
        yield say(
            "The {part} could not be read ({reason}): it is left out, and so left alone.",
            part=part,
            reason=say(reason),
        )
    hidden = {c.key for c in snapshot.structure.channels if _unseen(snapshot, c)}
    for key in sorted(hidden | coverage.unseen_channels):
        known = bindings.key_of(Kind.CHANNEL, int(key))
        channel = (
            say("Channel {id}", id=key)
            if known is None
            else say('The channel "{channel}"', channel=known)
        )
        yield say(
            "{channel} cannot be seen by the bot: it is left out, and so left alone.",
            channel=channel,
        )
    if not coverage.sees_all_channels:
        yield say("The bot is no administrator: there may be channels that it cannot see.")
