"""Which channels a guild's parts point to: those that no list shows are asked about."""

from collections.abc import Iterable, Iterator

from app.shared.domain.structure.fields import SETTING_CHANNELS
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.structure import Structure


def channels_referred_to(structure: Structure) -> frozenset[Key]:
    return frozenset(_references(structure))


def _references(structure: Structure) -> Iterator[Key]:
    yield from (channel.parent for channel in structure.channels if channel.parent is not None)
    settings = (structure.settings.get(name) for name in SETTING_CHANNELS)
    yield from (Key(value) for value in settings if isinstance(value, str))
    if structure.welcome_screen is not None:
        yield from (channel.channel for channel in structure.welcome_screen.channels)
    if structure.onboarding is not None:
        yield from structure.onboarding.default_channels
        for prompt in structure.onboarding.prompts:
            yield from _flat(option.channels for option in prompt.options)
    for rule in structure.automod or ():
        yield from rule.exempt_channels
        yield from (action.channel for action in rule.actions if action.channel is not None)


def _flat(groups: Iterable[Iterable[Key]]) -> Iterator[Key]:
    for group in groups:
        yield from group
