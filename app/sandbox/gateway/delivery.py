"""Which of the world's events reach a session, and how they look to it.

Discord's rule of November 2026: a channel that a bot cannot view comes with its name,
topic and overwrites obfuscated, and a CHANNEL_UPDATE with everything follows the moment
the bot can view it. That losing sight sends an obfuscated CHANNEL_UPDATE is an
assumption: the documentation speaks of regaining only. With the rule switched off,
everything is always sent in full.
"""

from collections.abc import Iterable
from typing import Any

from app.sandbox.gateway.arrival import Arrival
from app.sandbox.gateway.audit_values import with_integer_permissions
from app.sandbox.gateway.options import GatewayOptions
from app.sandbox.gateway.outages import Outages
from app.sandbox.gateway.session import Session
from app.sandbox.world.events import Event
from app.sandbox.world.guild import Guild
from app.sandbox.world.payloads.channels import channel_payload, hidden_channel_payload
from app.sandbox.world.payloads.visibility import dispatch_data
from app.sandbox.world.permissions import guild_permissions
from app.sandbox.world.users import Intent
from app.sandbox.world.visibility import can_view, viewable_channels
from app.sandbox.world.world import World


class Delivery:
    def __init__(
        self, world: World, arrival: Arrival, outages: Outages, options: GatewayOptions
    ) -> None:
        self._world = world
        self._arrival = arrival
        self._outages = outages
        self._options = options

    def deliver(self, session: Session, event: Event) -> None:
        if not session.shard.holds(event.guild_id) or self._outages.covers(event.guild_id):
            return
        guild = self._world.guilds.get(event.guild_id)
        if self._is_for(session, event, guild):
            self._send(session, event, guild)
        if guild is not None and guild.id in session.sees and event.seen_in is None:
            self._follow_visibility(session, event, guild)

    def _is_for(self, session: Session, event: Event, guild: Guild | None) -> bool:
        user_id = session.application_id
        if not session.intents & event.intent and event.concerns != user_id:
            return False
        if event.recipients is not None:
            return user_id in event.recipients
        member = None if guild is None else guild.members.get(user_id)
        if guild is None or member is None or not self._was_shown(session, guild):
            return False
        now = self._world.now()
        if event.seen_in is not None and not can_view(guild, member, event.seen_in, now):
            return False
        held = guild_permissions(guild, member, now)
        return held & event.needs == event.needs

    def _was_shown(self, session: Session, guild: Guild) -> bool:
        """Nothing of a guild is told before its GUILD_CREATE, where that is told at all."""
        return guild.id in session.sees or not session.intents & Intent.GUILDS

    def _send(self, session: Session, event: Event, guild: Guild | None) -> None:
        if event.name == "GUILD_CREATE" and guild is not None:
            self._arrival.show(session, guild, joined=True)
            return
        if event.name == "GUILD_DELETE":
            session.sees.pop(event.guild_id, None)
        session.dispatch(event.name, self._as_seen(session, event))

    def _as_seen(self, session: Session, event: Event) -> Any:
        if event.without_content is not None and not self._knows_content(session, event):
            return event.without_content
        data = dispatch_data(self._world, event, session.application_id)
        if event.name == "GUILD_AUDIT_LOG_ENTRY_CREATE":
            return with_integer_permissions(data) if self._as_integers else data
        return data

    def _knows_content(self, session: Session, event: Event) -> bool:
        told = session.intents & Intent.MESSAGE_CONTENT
        return bool(told) or session.application_id in event.content_for

    @property
    def _as_integers(self) -> bool:
        return self._options.audit_permissions_as_integers

    def _follow_visibility(self, session: Session, event: Event, guild: Guild) -> None:
        """CHANNEL_UPDATE for each channel that came into sight or went out of it by this event."""
        member = guild.members.get(session.application_id)
        if member is None:
            session.sees.pop(guild.id, None)
            return
        before = session.sees[guild.id]
        after = frozenset(viewable_channels(guild, member, self._world.now()))
        session.sees[guild.id] = after
        if not self._world.behaviour.hide_unseen_channels or not session.intents & Intent.GUILDS:
            return
        told = {event.channel.id} if event.channel is not None else set()
        self._retell(session, guild, sorted((before ^ after) - told), after)

    def _retell(
        self, session: Session, guild: Guild, changed: Iterable[int], seen: frozenset[int]
    ) -> None:
        for channel_id in changed:
            channel = guild.channels.get(channel_id)
            if channel is None:
                continue
            shape = channel_payload if channel_id in seen else hidden_channel_payload
            session.dispatch("CHANNEL_UPDATE", shape(channel))
