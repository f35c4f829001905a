"""Gives a key to everything in a live guild that has none yet."""

from collections.abc import Iterable

from app.shared.domain.blueprint.keys import key_from, key_problem, unique_key
from app.shared.domain.structure.bindings import Bindings, Kind, inner_key
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.structure import Structure


def bound_to_keys(structure: Structure, bindings: Bindings) -> Bindings:
    """The bindings, with one for every role, channel, tag, prompt, option and rule by id.

    The order of the structure decides who of two with the same name is `-2`, so that the same
    guild always gives the same keys.
    """
    keys = _Keys(bindings)
    keys.give(
        Kind.ROLE,
        ((role.key, role.name) for role in structure.roles if role.key != EVERYONE),
        fallback="role",
    )
    keys.give(Kind.CHANNEL, ((c.key, c.name) for c in structure.channels), fallback="channel")
    for channel in structure.channels:
        owner = keys.bindings.key_of(Kind.CHANNEL, int(channel.key)) or channel.key
        tags = ((tag.key, tag.name) for tag in channel.tags)
        keys.give_inside(Kind.TAG, owner, tags, fallback="tag")
    prompts = () if structure.onboarding is None else structure.onboarding.prompts
    keys.give(Kind.PROMPT, ((p.key, p.title) for p in prompts), fallback="prompt")
    for prompt in prompts:
        owner = keys.bindings.key_of(Kind.PROMPT, int(prompt.key)) or prompt.key
        options = ((option.key, option.title) for option in prompt.options)
        keys.give_inside(Kind.OPTION, owner, options, fallback="option")
    keys.give(Kind.RULE, ((r.key, r.name) for r in structure.automod or ()), fallback="rule")
    return keys.bindings


class _Keys:
    def __init__(self, bindings: Bindings) -> None:
        self.bindings = bindings

    def give(self, kind: Kind, things: Iterable[tuple[Key, str]], *, fallback: str) -> None:
        """Things are (id, name)."""
        taken = {entry.key for entry in self.bindings.of_kind(kind)}
        for number, name in things:
            if not _is_ours(self.bindings.key_of(kind, int(number))):
                key = unique_key(key_from(name, fallback), taken)
                taken.add(key)
                self.bindings = self.bindings.bind(kind, key, int(number))

    def give_inside(
        self, kind: Kind, owner: Key, things: Iterable[tuple[Key, str]], *, fallback: str
    ) -> None:
        prefix = inner_key(owner, Key(""))
        listed = list(things)
        taken = {
            Key(entry.key.removeprefix(prefix))
            for entry in self.bindings.of_kind(kind)
            if entry.key.startswith(prefix)
        }
        for number, name in listed:
            known = self.bindings.key_of(kind, int(number))
            if not (known and known.startswith(prefix) and _is_ours(known.removeprefix(prefix))):
                key = unique_key(key_from(name, fallback), taken)
                taken.add(key)
                self.bindings = self.bindings.bind(kind, inner_key(owner, key), int(number))


def _is_ours(key: str | None) -> bool:
    """A way back brings things that nobody had named under their old ids."""
    return key is not None and not key_problem(key)
