"""A guild with a design applied, and somebody who looks at what people change in it."""

from typing import Any

from app.shared.application.blueprints.save_version import SaveVersion, SaveVersionCommand
from app.shared.application.drift.notice_drift import Noticed, NoticeDrift, NoticeDriftCommand
from app.shared.application.planning.plan_guild import PlanGuild, PlanGuildCommand
from app.shared.application.ports.guild_gateway import AuditEntry
from app.shared.domain.drift.notices import Notice
from app.shared.domain.drift.records import DriftRecord
from app.shared.domain.drift.settings import DriftSettings
from app.shared.domain.structure.identifiers import ChannelId, UserId
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.documents import FileDocuments
from tests.support.builders import GUILD, OWNER
from tests.support.gate import a_gate
from tests.support.scene import Scene

TEXT = """version: 1
roles:
  - name: Helper
    hoist: true
channels:
  - text: lobby
    topic: Hi
  - text: hall
"""
CHANNEL = ChannelId(555)


class WatchedGuild:
    """A guild with a design applied, and somebody who looks at it."""

    def __init__(self) -> None:
        self.scene = Scene()
        self.use_case = NoticeDrift(self.scene.store, self.scene.gateway, self.scene.clock)

    async def begin(self) -> None:
        await self.save(TEXT)
        await self.apply()
        self.pass_time(60)

    def pass_time(self, seconds: float) -> None:
        self.scene.clock.advance(seconds)
        self.scene.guild.now = self.scene.clock.now()

    async def save(self, text: str) -> None:
        use_case = SaveVersion(
            self.scene.store, FileDocuments(), a_gate(self.scene.store), self.scene.clock
        )
        blueprint = read_blueprint(text)
        await use_case(SaveVersionCommand(guild_id=GUILD, blueprint=blueprint, text=text))

    async def apply(self) -> None:
        plan = PlanGuild(self.scene.store, self.scene.gateway, self.scene.clock)
        stored = await plan(PlanGuildCommand(guild_id=GUILD))
        await self.scene.work(await self.scene.approved(stored))

    async def set(self, **fields: Any) -> None:
        async with self.scene.store() as uow:
            await uow.drift_settings.set(DriftSettings(guild_id=GUILD, **fields))
            await uow.commit()

    async def look(self, **fields: Any) -> Noticed:
        return await self.use_case(NoticeDriftCommand(guild_id=GUILD, **fields))

    def channel(self, name: str) -> dict[str, Any]:
        return next(one for one in self.scene.guild.channels.values() if one["name"] == name)

    def spoil(self, name: str = "lobby", topic: str = "Spoilt", by: UserId = OWNER) -> AuditEntry:
        channel = self.channel(name)
        channel["topic"] = topic
        self.scene.guild.note(by, 11, channel["id"], changed=["topic"])
        return self.scene.guild.audit[0]

    def records(self) -> list[DriftRecord]:
        return list(self.scene.store.tables.drift_records.values())

    def notices(self) -> list[Notice]:
        return list(self.scene.store.tables.drift_notices.values())
