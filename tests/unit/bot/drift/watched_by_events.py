"""A guild with a design applied that is looked at by what the gateway tells of it."""

import json
from datetime import datetime
from typing import Any

from app.bot.drift.heard import Heard
from app.bot.drift.looking import Looked, Looking
from app.shared.application.access.admitting import IsAdmitted
from app.shared.application.drift.auto_revert import AutoRevert
from app.shared.application.drift.last_looks import LastLooks
from app.shared.application.drift.notice_drift import NoticeDrift
from app.shared.application.drift.revert_drift import RevertDrift
from app.shared.application.ports.live_structures import GuildReader, LiveChannel, RawGuild
from app.shared.domain.guilds.admission import OPEN_TO_ALL, AdmissionMode, AdmissionPolicy
from app.shared.domain.structure.identifiers import GuildId, UserId
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.infrastructure.discord.gateway import RestGuildGateway
from app.shared.infrastructure.discord.raw_guilds import RestGuildReader
from tests.support.builders import BOT, GUILD, OWNER
from tests.support.fakes.live_structures import FakeLiveStructures
from tests.support.watched_guild import WatchedGuild

_EPOCH_MS = 1_420_070_400_000


class Reading(GuildReader):
    """Reads the guild as it is, the way the real reader does, and counts whole reads."""

    def __init__(self, watched: WatchedGuild) -> None:
        self._watched = watched
        self._reader = RestGuildReader(RestGuildGateway.__new__(RestGuildGateway))
        self.whole = 0

    async def read(
        self,
        guild_id: GuildId,
        expected_channels: frozenset[int] = frozenset(),
    ) -> RawGuild:
        guild = self._watched.scene.guild
        told = {**guild.settings, "id": str(GUILD), "name": "Copper", "owner_id": str(OWNER)}
        raw: dict[str, Any] = {
            "bot_id": str(BOT),
            "guild": told,
            "roles": {str(number): as_told(role) for number, role in guild.roles.items()},
            "channels": {str(number): as_told(one) for number, one in guild.channels.items()},
            "member": {"roles": [str(role) for role in guild.members[BOT]]},
            "automod": {},
            "refused": {"welcome_screen": True, "onboarding": True},
        }
        return raw

    def channel(self, guild_id: GuildId, raw: Any) -> LiveChannel | None:
        return self._reader.channel(guild_id, raw)

    def snapshot(
        self,
        guild_id: GuildId,
        raw: RawGuild,
        taken_at: datetime,
        expected_channels: frozenset[int] = frozenset(),
    ) -> Snapshot:
        self.whole += 1
        return self._reader.snapshot(guild_id, raw, taken_at, expected_channels)


def as_told(thing: dict[str, Any]) -> dict[str, Any]:
    """As the gateway writes it: ids are text."""
    told = json.loads(json.dumps(thing))
    for name in ("id", "parent_id"):
        told[name] = None if told.get(name) is None else str(told[name])
    return {**told, "guild_id": str(GUILD)}


class WatchedByEvents:
    def __init__(self, *, glances: bool = True) -> None:
        self.watched = WatchedGuild()
        self.live = FakeLiveStructures()
        self.reading = Reading(self.watched)
        self.heard = Heard()
        self.policy = OPEN_TO_ALL
        self.last_looks = LastLooks() if glances else LastLooks(most_bytes=0)
        self.looking = self._looking(self.last_looks)

    async def begin(self) -> None:
        await self.watched.begin()
        self.heard.compare = True
        await self.look()
        await self.look()

    async def look(self) -> Looked:
        """As the watch does."""
        glanced = await self.looking.at_a_glance(GUILD, self.heard)
        return glanced or await self.looking(GUILD, self.heard)

    def shut_out(self) -> None:
        self.policy = AdmissionPolicy(mode=AdmissionMode.ALLOW_LIST)
        self.looking = self._looking(self.last_looks)

    def edit(self, name: str, by: UserId = OWNER, **fields: Any) -> None:
        channel = self.watched.channel(name)
        channel.update(fields)
        self.tell("CHANNEL_UPDATE", as_told(channel))
        self.enter(11, channel["id"], by, fields)

    def tell(self, name: str, data: dict[str, Any]) -> None:
        self.heard.put(name, data, BOT)

    def enter(self, action: int, target: int, by: UserId, fields: dict[str, Any]) -> None:
        at = self.watched.scene.clock.now().timestamp()
        number = len(self.heard.entries)
        self.heard.note(
            {
                "id": str(((round(at * 1000) - _EPOCH_MS) << 22) + number),
                "guild_id": str(GUILD),
                "user_id": str(by),
                "target_id": str(target),
                "action_type": action,
                "changes": [{"key": name, "new_value": 1} for name in fields],
            }
        )

    def _looking(self, last_looks: LastLooks) -> Looking:
        scene = self.watched.scene
        approve = scene.approve_plan()
        revert = RevertDrift(scene.store, scene.gateway, scene.clock)
        return Looking(
            scene.store,
            self.live,
            self.reading,
            NoticeDrift(scene.store, scene.gateway, scene.clock, last_looks),
            AutoRevert(scene.store, revert, approve, scene.clock),
            IsAdmitted(scene.store, self.policy),
            scene.clock,
        )
