"""Tags, prompts and options that keep their ids because they have kept their names.

Posts hang on a tag's id and members' answers on an option's, so a part that is merely not bound
yet must not be made anew.
"""

from collections.abc import Iterable, Mapping

from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.structure.bindings import Binding, Bindings, Kind, inner_key
from app.shared.domain.structure.channels import Channel
from app.shared.domain.structure.community import Onboarding, Prompt
from app.shared.domain.structure.identifiers import Key


def adopt_inner_parts(
    request: PlanRequest, bindings: Bindings
) -> tuple[Bindings, tuple[Binding, ...]]:
    """Bind the parts of channels and of the onboarding whose name says which live one is meant."""
    wanted = request.blueprint.structure
    live = request.snapshot.structure
    found: list[Binding] = []
    for channel in wanted.channels:
        if channel.tags and (same := _live_channel(live.channel_by_key, channel, bindings)):
            found += _adopted_tags(channel, same, bindings)
    if wanted.onboarding and live.onboarding:
        found += _adopted_prompts(wanted.onboarding, live.onboarding, bindings)
    if not found:
        return bindings, ()
    renewed = {(binding.kind, binding.key) for binding in found}
    kept = {entry for entry in bindings.entries if (entry.kind, entry.key) not in renewed}
    return Bindings(frozenset(kept | set(found))), tuple(found)


def _live_channel(
    live: Mapping[Key, Channel], channel: Channel, bindings: Bindings
) -> Channel | None:
    bound = bindings.id_of(Kind.CHANNEL, channel.key)
    return live.get(channel.key if bound is None else Key(str(bound)))


def _adopted_tags(wanted: Channel, live: Channel, bindings: Bindings) -> list[Binding]:
    return _by_name(
        Kind.TAG,
        [(tag.name, inner_key(wanted.key, tag.key)) for tag in wanted.tags],
        [(tag.name, tag.key) for tag in live.tags],
        bindings,
    )


def _adopted_prompts(wanted: Onboarding, live: Onboarding, bindings: Bindings) -> list[Binding]:
    found = _by_name(
        Kind.PROMPT,
        [(prompt.title, prompt.key) for prompt in wanted.prompts],
        [(prompt.title, prompt.key) for prompt in live.prompts],
        bindings,
    )
    ids = {binding.key: binding.id for binding in found}
    by_id = {prompt.key: prompt for prompt in live.prompts}
    for prompt in wanted.prompts:
        prompt_id = ids.get(prompt.key) or bindings.id_of(Kind.PROMPT, prompt.key)
        if (same := by_id.get(Key(str(prompt_id)))) is not None:
            found += _adopted_options(prompt, same, bindings)
    return found


def _adopted_options(wanted: Prompt, live: Prompt, bindings: Bindings) -> list[Binding]:
    return _by_name(
        Kind.OPTION,
        [(option.title, inner_key(wanted.key, option.key)) for option in wanted.options],
        [(option.title, option.key) for option in live.options],
        bindings,
    )


def _by_name(
    kind: Kind,
    wanted: Iterable[tuple[str, Key]],
    live: Iterable[tuple[str, Key]],
    bindings: Bindings,
) -> list[Binding]:
    """Pair what is unbound on both sides, name by name, where a live name occurs once."""
    ids = list(live)
    live_ids = {int(key) for _, key in ids if key.isdecimal()}
    taken = {live_id for (of, _), live_id in bindings.ids.items() if of is kind}
    names = [name for name, _ in ids]
    free = {
        name: int(key)
        for name, key in ids
        if key.isdecimal() and int(key) not in taken and names.count(name) == 1
    }
    found = []
    for name, key in wanted:
        if bindings.id_of(kind, key) in live_ids or name not in free:
            continue
        found.append(Binding(kind, key, free.pop(name)))
    return found
