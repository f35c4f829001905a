"""What a change needs so that it can be made: the other changes that must come along."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from app.shared.domain.planning.changes import Change, ChangeKind, Subject
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.structure.channels import Channel, ChannelType
from app.shared.domain.structure.community import AutomodRule, Onboarding
from app.shared.domain.structure.fields import SETTING_CHANNELS
from app.shared.domain.structure.identifiers import Key, target_role
from app.shared.domain.structure.limits import RULES_BY_TRIGGER

_NEED_COMMUNITY = frozenset(
    {ChannelType.ANNOUNCEMENT, ChannelType.STAGE, ChannelType.FORUM, ChannelType.MEDIA}
)


def closure_of(comparison: Comparison, chosen: Collection[str]) -> frozenset[str]:
    """The chosen changes and everything they depend on. Ids that are no changes are ignored."""
    needs = _Needs(comparison)
    found: set[str] = set()
    waiting = [change for change in comparison.changes if change.id in chosen]
    while waiting:
        change = waiting.pop()
        if change.id not in found:
            found.add(change.id)
            waiting += needs.of(change)
    return frozenset(found)


def needs_of(comparison: Comparison) -> dict[str, frozenset[str]]:
    """By change id, what each one needs by itself; changes that need nothing are left out."""
    needs = _Needs(comparison)
    found = {
        change.id: frozenset(one.id for one in needs.of(change)) - {change.id}
        for change in comparison.changes
    }
    return {id_: others for id_, others in found.items() if others}


class _Needs:
    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        self._live = comparison.live
        self._wanted = comparison.wanted
        self._changes: defaultdict[tuple[Subject, Key], dict[ChangeKind, Change]]
        self._changes = defaultdict(dict)
        for change in comparison.changes:
            self._changes[change.subject, change.key][change.kind] = change

    def of(self, change: Change) -> Iterator[Change]:
        match change.subject:
            case Subject.CHANNEL if change.kind is ChangeKind.DELETE:
                yield from self._of_deletion(change.key)
            case Subject.CHANNEL:
                yield from self._of_channel(change, self._wanted.channel_by_key[change.key])
            case Subject.SETTINGS:
                yield from self._created_channels(
                    Key(value)
                    for name in SETTING_CHANNELS & self._wanted.settings.keys()
                    if isinstance(value := self._wanted.settings[name], str)
                )
            case Subject.WELCOME_SCREEN if screen := self._wanted.welcome_screen:
                yield from self._created_channels(shown.channel for shown in screen.channels)
                yield from self._community()
            case Subject.ONBOARDING:
                yield from self._of_onboarding()
            case Subject.RULE if change.kind is not ChangeKind.DELETE:
                yield from self._of_rule(change)

    def _of_channel(self, change: Change, channel: Channel) -> Iterator[Change]:
        creates = change.kind is ChangeKind.CREATE
        if creates or change.kind is ChangeKind.ACCESS or change.archived:
            roles = (target_role(target) for target in channel.access)
            yield from self._created_roles(role for role in roles if role is not None)
        if (creates or change.kind is ChangeKind.MOVE) and channel.parent is not None:
            yield from self._created_channels([channel.parent])
            yield from self._accesses([channel.parent] if change.archived else [])
        if creates:
            old = [id_ for id_, key in self._comparison.replaced.items() if key == channel.key]
            yield from self._deletions(old)
        converted = any(field.field == "type" for field in change.fields)
        if converted and channel.type in _NEED_COMMUNITY:
            yield from self._community()

    def _of_deletion(self, key: Key) -> Iterator[Change]:
        """A category goes with or without its channels; what points here is pointed away."""
        successor = self._comparison.replaced.get(key)
        if successor is not None:
            yield from self._created_channels([successor])
        for child in self._live.children.get(key, ()):
            moves = self._changes[Subject.CHANNEL, child.key]
            for kind in (ChangeKind.MOVE, ChangeKind.DELETE):
                if kind in moves:
                    yield moves[kind]
        yield from self._pointing_to(key)

    def _pointing_to(self, channel: Key) -> Iterator[Change]:
        """The changes of whatever names the channel now."""
        if any(self._live.settings.get(name) == channel for name in SETTING_CHANNELS):
            yield from self._changes[Subject.SETTINGS, Key("settings")].values()
        screen, onboarding = self._live.welcome_screen, self._live.onboarding
        if screen is not None and any(shown.channel == channel for shown in screen.channels):
            yield from self._changes[Subject.WELCOME_SCREEN, Key("welcome_screen")].values()
        if onboarding is not None and channel in _named_by(onboarding):
            yield from self._changes[Subject.ONBOARDING, Key("onboarding")].values()
        for rule in self._live.automod or ():
            updated = self._changes[Subject.RULE, rule.key].get(ChangeKind.UPDATE)
            alerts = {action.channel for action in rule.actions}
            if updated is not None and channel in alerts | rule.exempt_channels:
                yield updated

    def _of_onboarding(self) -> Iterator[Change]:
        onboarding = self._wanted.onboarding
        if onboarding is None:
            return
        options = [option for prompt in onboarding.prompts for option in prompt.options]
        yield from self._created_channels(onboarding.default_channels)
        for option in options:
            yield from self._created_channels(option.channels)
            yield from self._created_roles(option.roles)
        if onboarding.enabled:
            yield from self._accesses(onboarding.default_channels)
        yield from self._community()

    def _of_rule(self, change: Change) -> Iterator[Change]:
        rules = {rule.key: rule for rule in self._wanted.automod or ()}
        rule = rules[change.key]
        channels = [*rule.exempt_channels, *(a.channel for a in rule.actions if a.channel)]
        yield from self._created_channels(channels)
        yield from self._created_roles(rule.exempt_roles)
        if change.kind is ChangeKind.CREATE:
            yield from self._making_room(rule)

    def _making_room(self, rule: AutomodRule) -> Iterator[Change]:
        """The deletions of rules of the same trigger, where Discord has no room for one more."""
        live = [other for other in self._live.automod or () if other.trigger == rule.trigger]
        if len(live) >= RULES_BY_TRIGGER.get(rule.trigger, len(live) + 1):
            for other in live:
                deletion = self._changes[Subject.RULE, other.key].get(ChangeKind.DELETE)
                if deletion is not None:
                    yield deletion

    def _community(self) -> Iterator[Change]:
        """The settings, where they are what makes the guild a community."""
        after = bool(self._wanted.settings.get("community"))
        if after and not self._live.settings.get("community"):
            yield from self._changes[Subject.SETTINGS, Key("settings")].values()

    def _created_channels(self, keys: Iterable[Key]) -> Iterator[Change]:
        yield from self._kind(Subject.CHANNEL, keys, ChangeKind.CREATE)

    def _created_roles(self, keys: Iterable[Key]) -> Iterator[Change]:
        yield from self._kind(Subject.ROLE, keys, ChangeKind.CREATE)

    def _deletions(self, keys: Iterable[Key]) -> Iterator[Change]:
        yield from self._kind(Subject.CHANNEL, keys, ChangeKind.DELETE)

    def _accesses(self, keys: Iterable[Key]) -> Iterator[Change]:
        yield from self._kind(Subject.CHANNEL, keys, ChangeKind.ACCESS)

    def _kind(self, subject: Subject, keys: Iterable[Key], kind: ChangeKind) -> Iterator[Change]:
        for key in keys:
            change = self._changes.get((subject, key), {}).get(kind)
            if change is not None:
                yield change


def _named_by(onboarding: Onboarding) -> set[Key]:
    named = set(onboarding.default_channels)
    for prompt in onboarding.prompts:
        for option in prompt.options:
            named |= set(option.channels)
    return named
