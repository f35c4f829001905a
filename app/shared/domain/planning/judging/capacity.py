"""Limits, quotas and features of the guild that a plan runs into."""

from collections.abc import Callable, Iterator

from app.shared.domain.language import counting
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.planning.changes import Change, ChangeKind, Subject
from app.shared.domain.planning.cost import Cost
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.judging.wording import channel_name, listed, role_name
from app.shared.domain.structure import limits
from app.shared.domain.structure.channels import VOICE_LIKE, ChannelType
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.domain.structure.structure import Structure

_GRADIENT = to_say("{roles}: a colour gradient needs more boosts than this server has.")
_ICON = to_say("{roles}: an icon needs more boosts than this server has.")


def limits_reached(wanted: Structure, snapshot: Snapshot) -> Iterator[Finding]:
    """More of something than a guild can hold, counting what stays and what we cannot see."""
    roles = len(wanted.roles)
    if roles > limits.ROLES:
        yield _too_many("too_many_roles", counting.roles, roles, limits.ROLES, say("the server"))
    channels = len(wanted.channels) + len(snapshot.coverage.unseen_channels)
    if channels > limits.CHANNELS:
        yield _too_many(
            "too_many_channels", counting.channels, channels, limits.CHANNELS, say("the server")
        )
    for parent, children in wanted.children.items():
        if parent is not None and len(children) > limits.CHANNELS_IN_CATEGORY:
            yield _too_many(
                "category_full",
                counting.channels,
                len(children),
                limits.CHANNELS_IN_CATEGORY,
                channel_name(parent, wanted),
            )


def no_room_in_between(wanted: Structure, snapshot: Snapshot, cost: Cost) -> Iterator[Finding]:
    """What fits in the end and not while it is made, since deletes come last."""
    live, unseen = snapshot.structure, len(snapshot.coverage.unseen_channels)
    for noun, counted, end, now, made, most in (
        (
            "role",
            counting.roles,
            len(wanted.roles),
            len(live.roles),
            cost.role_creations,
            limits.ROLES,
        ),
        (
            "channel",
            counting.channels,
            len(wanted.channels) + unseen,
            len(live.channels) + unseen,
            cost.channel_creations,
            limits.CHANNELS,
        ),
    ):
        if made and end <= most < now + made:
            yield Finding(
                code=f"no_room_for_{noun}s_in_between",
                severity=Severity.BLOCKS,
                what=say(
                    "The server has {things}, and {number} more are made before others are "
                    "deleted; Discord allows {most}.",
                    things=counted(now),
                    number=made,
                    most=most,
                ),
                remedy=say("Choose the deletions alone and apply them first, then plan the rest."),
            )


def _too_many(
    code: str, counted: Callable[[int], str], number: int, most: int, where: str
) -> Finding:
    return Finding(
        code=code,
        severity=Severity.BLOCKS,
        what=say(
            "There would be {things} in {where}; Discord allows {most}.",
            things=counted(number),
            where=where,
            most=most,
        ),
        remedy=say("Leave out {things}.", things=counted(number - most)),
    )


def features_missing(
    wanted: Structure, snapshot: Snapshot, changes: tuple[Change, ...]
) -> Iterator[Finding]:
    """What this guild's boosts or features do not allow yet."""
    yield from _bitrates(wanted, snapshot, changes)
    yield from _role_looks(wanted, snapshot, changes)


def _bitrates(
    wanted: Structure, snapshot: Snapshot, changes: tuple[Change, ...]
) -> Iterator[Finding]:
    touched = _touching(changes, Subject.CHANNEL, "bitrate")
    for key, ids in touched.items():
        channel = wanted.channel_by_key.get(key)
        if channel is None or channel.type not in VOICE_LIKE:
            continue
        most = limits.bitrate_limit(channel.type, snapshot.premium_tier, snapshot.features)
        if channel.bitrate > most:
            allowed = most // 1000
            yield Finding(
                code="bitrate_too_high",
                severity=Severity.BLOCKS,
                what=say(
                    "{channel} asks for {asked} kbps; this server allows {allowed} kbps.",
                    channel=channel_name(key, wanted),
                    asked=channel.bitrate // 1000,
                    allowed=allowed,
                ),
                remedy=say("Set it to {allowed} kbps or less.", allowed=allowed)
                if channel.type is ChannelType.STAGE
                else say("Set it to {allowed} kbps or less, or boost the server.", allowed=allowed),
                changes=ids,
            )


def _role_looks(
    wanted: Structure, snapshot: Snapshot, changes: tuple[Change, ...]
) -> Iterator[Finding]:
    needs = (
        ("colors", "ENHANCED_ROLE_COLORS", "gradient_needs_boosts", _GRADIENT),
        ("unicode_emoji", "ROLE_ICONS", "role_icon_needs_boosts", _ICON),
    )
    for field, feature, code, sentence in needs:
        if feature in snapshot.features:
            continue
        wanting = {
            key: ids
            for key, ids in _touching(changes, Subject.ROLE, field).items()
            if (role := wanted.role_by_key.get(key))
            and (role.colors.secondary is not None if field == "colors" else role.unicode_emoji)
        }
        if wanting:
            names = listed(role_name(key, wanted) for key in wanting)
            yield Finding(
                code=code,
                severity=Severity.BLOCKS,
                what=say(sentence, roles=names),
                remedy=say(
                    "Leave it out until the server has it (Server Settings → Server Boost)."
                ),
                changes=tuple(one for ids in wanting.values() for one in ids),
            )


def _touching(
    changes: tuple[Change, ...], subject: Subject, field: str
) -> dict[Key, tuple[str, ...]]:
    """Changes that create a thing or touch this field of it, by its key."""
    found: dict[Key, tuple[str, ...]] = {}
    for change in changes:
        if change.subject is subject and (
            change.kind is ChangeKind.CREATE or any(one.field == field for one in change.fields)
        ):
            found[change.key] = (*found.get(change.key, ()), change.id)
    return found


def quotas(cost: Cost, role_creations_lately: int) -> Iterator[Finding]:
    """Discord's slow limits: creations over two days, renames over ten minutes."""
    total = cost.role_creations + role_creations_lately
    if total > limits.ROLE_CREATIONS:
        yield Finding(
            code="role_quota",
            severity=Severity.WARNS,
            what=say(
                "The plan creates {roles}; with {number} in the last two days that is more than "
                "the {most} that Discord seems to allow.",
                roles=counting.roles(cost.role_creations),
                number=role_creations_lately,
                most=limits.ROLE_CREATIONS,
            ),
            remedy=say(
                "Apply a part now and the rest in two days; the run waits by itself otherwise."
            ),
        )
    if cost.channel_creations > limits.CHANNEL_CREATIONS:
        yield Finding(
            code="channel_quota",
            severity=Severity.WARNS,
            what=say(
                "The plan creates {channels}; Discord seems to allow {most} in two days.",
                channels=counting.channels(cost.channel_creations),
                most=limits.CHANNEL_CREATIONS,
            ),
            remedy=say(
                "Apply a part now and the rest in two days; the run waits by itself otherwise."
            ),
        )
    for wait in cost.waits:
        yield Finding(
            code="waits_for_limit",
            severity=Severity.INFORMS,
            what=wait.why,
            remedy=say("Nothing to do: the run waits and goes on by itself."),
            details=(("seconds", wait.seconds),),
        )
