"""What Discord demands of community servers and of onboarding."""

from collections.abc import Iterator

from app.shared.domain.language.saying import say, to_say
from app.shared.domain.permissions.bits import SEND_MESSAGES, VIEW_CHANNEL
from app.shared.domain.permissions.effective import Person, usable_permissions
from app.shared.domain.planning.changes import Change, ChangeKind, Subject
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.judging.wording import channel_name, listed
from app.shared.domain.structure import limits
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.structure import Setting, Structure

_COMMUNITY_ONLY = {
    ChannelType.ANNOUNCEMENT: to_say(
        "{channels}: announcement channels exist in community servers only."
    ),
    ChannelType.STAGE: to_say("{channels}: stage channels exist in community servers only."),
    ChannelType.FORUM: to_say("{channels}: forum channels exist in community servers only."),
    ChannelType.MEDIA: to_say("{channels}: media channels exist in community servers only."),
}
"""By Discord's help article on community servers; its developer docs name stage only."""
_MISSING = {
    ("rules_channel",): to_say("A community server needs a rules channel."),
    ("updates_channel",): to_say("A community server needs a community updates channel."),
    ("rules_channel", "updates_channel"): to_say(
        "A community server needs a rules channel and a community updates channel."
    ),
}
_REQUIRED = {
    "rules_channel": (
        to_say("The rules channel of a community server cannot be deleted."),
        to_say("Choose another rules channel under settings, or keep this one."),
        to_say("{channel} is the rules channel and must be a text channel."),
        to_say("Choose a text channel as rules channel."),
    ),
    "updates_channel": (
        to_say("The community updates channel of a community server cannot be deleted."),
        to_say("Choose another community updates channel under settings, or keep this one."),
        to_say("{channel} is the community updates channel and must be a text channel."),
        to_say("Choose a text channel as community updates channel."),
    ),
}
"""What is said, with its remedy, of one that is deleted and of one that is no text channel."""


def community_findings(
    live: Structure, wanted: Structure, changes: tuple[Change, ...]
) -> Iterator[Finding]:
    community = bool(wanted.settings.get("community"))
    if community and not live.settings.get("community"):
        yield from _prerequisites(wanted, _ids(changes, "community"))
    if community:
        yield from _required_channels(wanted, changes)
    else:
        yield from _needs_community(wanted, changes)
    yield from _onboarding(wanted, changes)


def _prerequisites(wanted: Structure, ids: tuple[str, ...]) -> Iterator[Finding]:
    """Source: Discord's help article on enabling Community; the developer docs do not say."""
    settings = wanted.settings
    lacking = tuple(name for name in ("rules_channel", "updates_channel") if not settings.get(name))
    if missing := _MISSING.get(lacking):
        yield Finding(
            code="community_needs_channels",
            severity=Severity.BLOCKS,
            what=say(missing),
            remedy=say("Name them under settings: rules_channel and updates_channel."),
            changes=ids,
        )
    if not _at_least(settings.get("verification"), 1):
        yield Finding(
            code="community_needs_verification",
            severity=Severity.BLOCKS,
            what=say("A community server needs a verification level of at least low."),
            remedy=say("Set settings: verification: low (or higher)."),
            changes=ids,
        )
    if not _at_least(settings.get("filter"), 2):
        yield Finding(
            code="community_needs_filter",
            severity=Severity.BLOCKS,
            what=say("A community server scans the media of all members."),
            remedy=say("Set settings: filter: all."),
            changes=ids,
        )


def _at_least(value: Setting, least: int) -> bool:
    return isinstance(value, int) and value >= least


def _required_channels(wanted: Structure, changes: tuple[Change, ...]) -> Iterator[Finding]:
    for name, (goes, another, no_text, choose) in _REQUIRED.items():
        key = wanted.settings.get(name)
        channel = wanted.channel_by_key.get(Key(str(key)))
        deleted = [
            change.id
            for change in changes
            if change.subject is Subject.CHANNEL
            and change.kind is ChangeKind.DELETE
            and change.key == key
        ]
        if deleted and channel is None:
            yield Finding(
                code="required_channel_deleted",
                severity=Severity.BLOCKS,
                what=say(goes),
                remedy=say(another),
                changes=tuple(deleted),
            )
        elif channel is not None and channel.type is not ChannelType.TEXT:
            yield Finding(
                code="required_channel_not_text",
                severity=Severity.BLOCKS,
                what=say(no_text, channel=channel_name(channel.key, wanted)),
                remedy=say(choose),
            )


def _needs_community(wanted: Structure, changes: tuple[Change, ...]) -> Iterator[Finding]:
    for type_, sentence in _COMMUNITY_ONLY.items():
        new = [
            change
            for change in changes
            if change.subject is Subject.CHANNEL
            and (channel := wanted.channel_by_key.get(change.key))
            and channel.type is type_
            and (change.kind is ChangeKind.CREATE or _touches(change, "type"))
        ]
        if new:
            names = listed(channel_name(change.key, wanted) for change in new)
            yield Finding(
                code="needs_community",
                severity=Severity.BLOCKS,
                what=say(sentence, channels=names),
                remedy=say("Set settings: community: true with its channels, or use another type."),
                changes=tuple(change.id for change in new),
            )


def _onboarding(wanted: Structure, changes: tuple[Change, ...]) -> Iterator[Finding]:
    onboarding = wanted.onboarding
    if onboarding is None or not onboarding.enabled:
        return
    keys = set(onboarding.default_channels)
    if onboarding.mode == 1:
        keys |= {
            channel
            for prompt in onboarding.prompts
            if prompt.in_onboarding
            for option in prompt.options
            for channel in option.channels
        }
    nobody = Person()
    found = [wanted.channel_by_key[key] for key in keys if key in wanted.channel_by_key]
    rights = [usable_permissions(wanted, nobody, channel) for channel in found]
    seen = sum(bool(bits & VIEW_CHANNEL) for bits in rights)
    writable = sum(bool(bits & VIEW_CHANNEL and bits & SEND_MESSAGES) for bits in rights)
    least, least_writable = (
        limits.ONBOARDING_DEFAULT_CHANNELS_MIN,
        limits.ONBOARDING_WRITABLE_CHANNELS_MIN,
    )
    if seen >= least and writable >= least_writable:
        return
    touching = [
        change.id
        for change in changes
        if change.subject in {Subject.ONBOARDING, Subject.CHANNEL}
        and (change.subject is Subject.ONBOARDING or change.key in keys)
    ]
    yield Finding(
        code="onboarding_too_few_channels",
        severity=Severity.BLOCKS if touching else Severity.INFORMS,
        what=say(
            "Onboarding has {seen} default channels that @everyone sees, {writable} of them to "
            "write in; Discord wants at least {least} and {least_writable}.",
            seen=seen,
            writable=writable,
            least=least,
            least_writable=least_writable,
        ),
        remedy=say("Add default channels under onboarding, or set enabled: false there."),
        changes=tuple(touching),
    )


def _ids(changes: tuple[Change, ...], field: str) -> tuple[str, ...]:
    return tuple(
        change.id
        for change in changes
        if change.subject is Subject.SETTINGS and _touches(change, field)
    )


def _touches(change: Change, field: str) -> bool:
    return any(one.field == field for one in change.fields)
