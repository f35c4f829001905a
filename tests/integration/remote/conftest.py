"""A served web app with a worker, a token for it, and the command that is told of both."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from app.sandbox.clock import SystemClock
from app.sandbox.seed.copper_guild import copper_guild
from app.shared.application.access.create_token import CreateTokenCommand
from app.shared.application.blueprints.import_guild import ImportGuildCommand
from app.shared.domain.access.tokens import Scope
from app.shared.domain.structure.identifiers import UserId
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from tests.support.command_line import CommandLine, Ended, guildwright
from tests.support.served_web import ServedWeb, served_web

__all__ = ["guildwright"]


@dataclass(frozen=True, slots=True)
class Remote:
    """Commands run beside the server, which has the test's loop."""

    served: ServedWeb
    guildwright: CommandLine

    async def __call__(self, *words: str) -> Ended:
        return await asyncio.to_thread(self.guildwright, *words)

    async def ok(self, *words: str) -> Ended:
        ended = await self(*words)
        assert ended.code == 0, ended.both
        return ended

    async def token(self, *scopes: Scope) -> str:
        """A new one of the owner's."""
        _, text = await self.served.web.container.create_token()(
            CreateTokenCommand(
                owner=UserId(self.served.stack.seeded.owner.id),
                name="automation",
                scopes=frozenset(scopes or Scope),
            )
        )
        return text

    def edit(self, *changes: tuple[str, str]) -> None:
        path = self.guildwright.folder / "guildwright.yaml"
        text = path.read_text()
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        path.write_text(text)

    def channel_names(self) -> list[str]:
        return [one.name for one in self.served.stack.seeded.guild.channels.values()]


@pytest.fixture
async def remote(
    guildwright: CommandLine, migrated_url: str, clean_redis_url: str
) -> AsyncIterator[Remote]:
    """With the server as it is in guildwright.yaml, and nothing saved as a version."""
    seeded = copper_guild(SystemClock())
    async with served_web(migrated_url, clean_redis_url, seeded, with_worker=True) as served:
        imported = await served.stack.container.import_guild()(
            ImportGuildCommand(guild_id=served.stack.guild_id)
        )
        text = write_blueprint(imported.blueprint, notes=imported.notes)
        (guildwright.folder / "guildwright.yaml").write_text(text)
        remote = Remote(served, guildwright)
        guildwright.set(GUILDWRIGHT_SERVER=served.url, GUILDWRIGHT_TOKEN=await remote.token())
        yield remote
