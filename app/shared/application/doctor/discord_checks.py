"""What a run needs of Discord."""

import asyncio
from typing import Protocol, runtime_checkable

from app.shared.application.doctor.check import Check, Health, failed
from app.shared.application.ports.guild_gateway import Account, GuildGateway
from app.shared.domain.errors import DomainError
from app.shared.domain.language.listing import in_a_row
from app.shared.domain.language.saying import say
from app.shared.domain.permissions.bits import (
    ADMINISTRATOR,
    MANAGE_CHANNELS,
    MANAGE_GUILD,
    MANAGE_ROLES,
    VIEW_AUDIT_LOG,
    labels_of,
)
from app.shared.domain.permissions.effective import guild_permissions, person_of
from app.shared.domain.structure.identifiers import EVERYONE, GuildId
from app.shared.domain.structure.snapshot import Snapshot

_NEEDED = MANAGE_CHANNELS | MANAGE_ROLES | MANAGE_GUILD
_ANSWER_WITHIN = 10.0
_SKEW_WARNS = 5.0
_SKEW_FAILS = 30.0
"""Seconds; a creation is told from an older thing by its time, with a minute to spare."""


@runtime_checkable
class ClockCompared(Protocol):
    """A gateway that knows how far this machine's clock is from Discord's."""

    async def clock_skew(self) -> float | None:
        """Seconds by which ours is ahead; None when no answer told."""


async def check_token(gateway: GuildGateway) -> tuple[Check, Account | None]:
    try:
        async with asyncio.timeout(_ANSWER_WITHIN):
            account = await gateway.account()
    except TimeoutError:
        what = say("Discord does not answer within {seconds:.0f} seconds.", seconds=_ANSWER_WITHIN)
        remedy = say(
            "Check this machine's way to the internet, and DISCORD_API_URL where it is set."
        )
        return Check(name="token", health=Health.FAILS, what=what, remedy=remedy), None
    except DomainError as error:
        return failed("token", error), None
    return Check(
        name="token", health=Health.GOOD, what=say("The token is {name}'s.", name=account.name)
    ), account


async def check_guild(gateway: GuildGateway, guild_id: GuildId) -> tuple[Check, Snapshot | None]:
    """Whether the bot is there and can read everything that plans are made from."""
    try:
        snapshot = await gateway.observe(guild_id)
    except DomainError as error:
        return failed("guild", error), None
    if unread := snapshot.coverage.unread:
        parts = "; ".join(f"{part}: {say(why)}" for part, why in sorted(unread.items()))
        return (
            Check(
                name="guild",
                health=Health.WARNS,
                what=say(
                    "The bot is in the server but cannot read all of it. {parts}", parts=parts
                ),
                remedy=say("Give the bot's role Manage Server."),
            ),
            snapshot,
        )
    name = snapshot.structure.settings.get("name") or guild_id
    return Check(
        name="guild", health=Health.GOOD, what=say("The bot is in {name}.", name=name)
    ), snapshot


def check_rights(snapshot: Snapshot) -> Check:
    held = guild_permissions(snapshot.structure, person_of(snapshot.bot))
    if missing := _NEEDED & ~held:
        return Check(
            name="rights",
            health=Health.FAILS,
            what=say("The bot lacks {permissions}.", permissions=in_a_row(labels_of(missing))),
            remedy=say("Allow them for the bot's role in Server Settings → Roles."),
        )
    if not snapshot.coverage.sees_all_channels and not held & ADMINISTRATOR:
        return Check(
            name="rights",
            health=Health.WARNS,
            what=say(
                "The bot is no administrator: private channels it was not let into stay hidden "
                "from it, and enabling Community is not possible."
            ),
            remedy=say(
                "Give the bot's role Administrator, or let it into the channels it manages."
            ),
        )
    return Check(
        name="rights", health=Health.GOOD, what=say("The bot has the permissions it needs.")
    )


def check_audit_log(snapshot: Snapshot) -> Check:
    held = guild_permissions(snapshot.structure, person_of(snapshot.bot))
    if held & VIEW_AUDIT_LOG:
        return Check(
            name="audit_log", health=Health.GOOD, what=say("The bot may read the audit log.")
        )
    return Check(
        name="audit_log",
        health=Health.WARNS,
        what=say(
            "The bot may not read the audit log: an answer of Discord's that is lost is found "
            "again less surely, and drift has no names."
        ),
        remedy=say("Allow View Audit Log for the bot's role in Server Settings → Roles."),
    )


def check_hierarchy(snapshot: Snapshot) -> Check:
    """Whether the bot's highest role stands above the roles it may have to change."""
    roles = snapshot.structure.roles
    places = {role.key: place for place, role in enumerate(roles)}
    top = min((places[key] for key in snapshot.bot.roles if key in places), default=len(roles))
    above = [
        role.name
        for role in roles[:top]
        if role.key != EVERYONE and not snapshot.role_facts[role.key].managed
    ]
    if snapshot.bot.owner or not above:
        return Check(
            name="hierarchy",
            health=Health.GOOD,
            what=say("The bot's role stands above all others."),
        )
    return Check(
        name="hierarchy",
        health=Health.WARNS,
        what=say(
            "{number} role(s) stand above the bot's: {roles}. The bot cannot change them.",
            number=len(above),
            roles=in_a_row(above[:5]),
        ),
        remedy=say("Drag the bot's role above them in Server Settings → Roles."),
    )


async def check_members_intent(gateway: GuildGateway, guild_id: GuildId) -> Check:
    """Whether Discord tells the bot who has a role."""
    try:
        members = await gateway.members_with_role(guild_id, guild_id)
    except DomainError as error:
        return failed("members_intent", error)
    if members is not None:
        return Check(
            name="members_intent", health=Health.GOOD, what=say("The bot may list the members.")
        )
    return Check(
        name="members_intent",
        health=Health.WARNS,
        what=say("The bot may not list members, so who had a deleted role cannot be kept."),
        remedy=say("Turn on Server Members Intent in Discord's developer portal, under Bot."),
    )


async def check_clock(gateway: GuildGateway) -> Check:
    skew = await _skew(gateway)
    if skew is None:
        what = say("How far the clock is from Discord's could not be told.")
        return Check(name="clock", health=Health.UNKNOWN, what=what)
    if abs(skew) < _SKEW_WARNS:
        return Check(name="clock", health=Health.GOOD, what=say("The clock agrees with Discord's."))
    seconds = abs(skew)
    return Check(
        name="clock",
        health=Health.FAILS if abs(skew) >= _SKEW_FAILS else Health.WARNS,
        what=say(
            "This machine's clock is {seconds:.0f} seconds ahead of Discord's.", seconds=seconds
        )
        if skew > 0
        else say(
            "This machine's clock is {seconds:.0f} seconds behind Discord's.", seconds=seconds
        ),
        remedy=say("Turn on time synchronisation: timedatectl set-ntp true."),
    )


async def _skew(gateway: GuildGateway) -> float | None:
    if not isinstance(gateway, ClockCompared):
        return None
    try:
        return await gateway.clock_skew()
    except DomainError:
        return None
