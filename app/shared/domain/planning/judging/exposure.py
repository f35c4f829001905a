"""Who will see or may do more or less than now, as far as people should think about it first."""

from collections.abc import Iterable, Iterator, Mapping

from app.shared.domain.language.counting import members
from app.shared.domain.language.listing import capital
from app.shared.domain.language.saying import say, say_counted
from app.shared.domain.permissions.bits import (
    ADMINISTRATOR,
    DANGEROUS,
    MANAGE_CHANNELS,
    MANAGE_GUILD,
    MANAGE_ROLES,
    VIEW_CHANNEL,
)
from app.shared.domain.permissions.effective import Person, guild_permissions, usable_permissions
from app.shared.domain.planning.access import AccessChange
from app.shared.domain.planning.changes import Change, ChangeKind, Subject
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.judging.wording import (
    channel_name,
    listed,
    permissions,
    role_name,
    target_name,
)
from app.shared.domain.structure.identifiers import EVERYONE, Key, Target, role_target
from app.shared.domain.structure.structure import Structure

_EVERYONE = role_target(EVERYONE)


def exposures(
    live: Structure, wanted: Structure, access: Iterable[AccessChange], changes: Iterable[Change]
) -> Iterator[Finding]:
    """Existing channels that become visible, or stop being visible, to somebody: one finding each.

    What @everyone gains or loses is not repeated for each role.
    """
    ids = _access_changes_by_key(changes)
    gained: dict[Target, list[AccessChange]] = {}
    lost: dict[Target, list[AccessChange]] = {}
    for change in access:
        if change.channel in live.channel_by_key and change.channel in wanted.channel_by_key:
            if change.gained & VIEW_CHANNEL:
                gained.setdefault(change.target, []).append(change)
            if change.lost & VIEW_CHANNEL:
                lost.setdefault(change.target, []).append(change)
    yield from _told(gained, live, wanted, ids, "channel_exposed")
    yield from _told(lost, live, wanted, ids, "access_lost")


def _told(
    by_target: Mapping[Target, list[AccessChange]],
    live: Structure,
    wanted: Structure,
    ids: Mapping[Key, tuple[str, ...]],
    code: str,
) -> Iterator[Finding]:
    for_all = {change.channel for change in by_target.get(_EVERYONE, [])}
    for target, all_changes in by_target.items():
        changes = [c for c in all_changes if target == _EVERYONE or c.channel not in for_all]
        if not changes:
            continue
        keys = [change.channel for change in changes if change.channel is not None]
        people = changes[0].members
        names = listed(channel_name(key, wanted, live) for key in keys)
        who = _who(target_name(target, wanted, live), people)
        is_exposed = code == "channel_exposed"
        yield Finding(
            code=code,
            severity=Severity.WARNS,
            what=(_visible if is_exposed else _invisible)(len(keys), capital(names), who),
            remedy=say("Check that this is meant, or leave this change out."),
            changes=tuple(dict.fromkeys(one for key in keys for one in ids.get(key, ()))),
            details=(("target", target), ("members", people), ("channels", list(keys))),
        )


def _who(name: str, people: int | None) -> str:
    return name if people is None else f"{name} ({members(people)})"


def _visible(number: int, channels: str, who: str) -> str:
    return say_counted(
        number,
        "{channels} becomes visible to {who}.",
        "{channels} become visible to {who}.",
        channels=channels,
        who=who,
    )


def _invisible(number: int, channels: str, who: str) -> str:
    return say_counted(
        number,
        "{channels} becomes invisible to {who}.",
        "{channels} become invisible to {who}.",
        channels=channels,
        who=who,
    )


def _access_changes_by_key(changes: Iterable[Change]) -> dict[Key, tuple[str, ...]]:
    ids: dict[Key, tuple[str, ...]] = {}
    for change in changes:
        if change.subject is Subject.CHANNEL and change.kind is not ChangeKind.CREATE:
            ids[change.key] = (*ids.get(change.key, ()), change.id)
    return ids


def dangerous_grants(
    live: Structure, wanted: Structure, changes: Iterable[Change]
) -> Iterator[Finding]:
    """Roles that will hold permissions with which somebody can do harm, and did not before."""
    for change in changes:
        if change.subject is not Subject.ROLE or change.key not in wanted.role_by_key:
            continue
        role = wanted.role_by_key[change.key]
        before = live.role_by_key.get(change.key)
        added = role.permissions & ~(before.permissions if before else 0) & DANGEROUS
        if not added or change.kind not in {ChangeKind.CREATE, ChangeKind.ACCESS}:
            continue
        names = permissions(ADMINISTRATOR if added & ADMINISTRATOR else added)
        everyone = change.key == EVERYONE
        yield Finding(
            code="dangerous_for_everyone" if everyone else "dangerous_grant",
            severity=Severity.WARNS if everyone or added & ADMINISTRATOR else Severity.INFORMS,
            what=say(
                "{role} will have {permissions}.",
                role=role_name(change.key, wanted),
                permissions=names,
            ),
            remedy=say("Every member of the server gets this. Leave it out unless that is meant.")
            if everyone
            else say("Make sure that only people you trust have this role."),
            changes=(change.id,),
        )


def lockouts(
    live: Structure, wanted: Structure, person: Person, *, is_bot: bool
) -> Iterator[Finding]:
    """Rights that the bot (or who asked) has now and will not have afterwards."""
    needed = MANAGE_GUILD | MANAGE_ROLES | MANAGE_CHANNELS
    lost = guild_permissions(live, person) & ~guild_permissions(wanted, person) & needed
    if lost:
        yield Finding(
            code="bot_locks_itself_out" if is_bot else "requester_locks_themself_out",
            severity=Severity.BLOCKS if is_bot else Severity.WARNS,
            what=_loses(permissions(lost), is_bot=is_bot),
            remedy=say("Keep it on one of the roles that the bot has.")
            if is_bot
            else say("Keep it on one of the roles that they have, or let somebody else hold it."),
        )
    hidden = [
        channel.key
        for channel in wanted.channels
        if (old := live.channel_by_key.get(channel.key))
        and usable_permissions(live, person, old) & VIEW_CHANNEL
        and not usable_permissions(wanted, person, channel) & VIEW_CHANNEL
    ]
    if hidden:
        names = listed(channel_name(key, wanted) for key in hidden)
        yield Finding(
            code="bot_will_not_see" if is_bot else "requester_will_not_see",
            severity=Severity.WARNS,
            what=_will_not_see(names, is_bot=is_bot),
            remedy=say(
                "Allow View Channel there for the bot, or it can neither watch over these "
                "channels nor roll them back."
            )
            if is_bot
            else say(
                "Allow View Channel there for a role that they have, if they shall keep seeing it."
            ),
        )


def _loses(names: str, *, is_bot: bool) -> str:
    if is_bot:
        return say("The bot loses {permissions} by this plan.", permissions=names)
    return say("Whoever asks for this plan loses {permissions} by this plan.", permissions=names)


def _will_not_see(names: str, *, is_bot: bool) -> str:
    if is_bot:
        return say("The bot will no longer see {channels}.", channels=names)
    return say("Whoever asks for this plan will no longer see {channels}.", channels=names)
