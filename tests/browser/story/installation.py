"""Everything that runs when Guildwright runs, as a test and its browsers find it."""

from collections.abc import Iterator
from contextlib import contextmanager

from app.sandbox.clock import SystemClock
from app.sandbox.faults.fault import Fault
from app.sandbox.seed.copper_guild import copper_guild
from tests.browser.story.backstage import Backstage
from tests.browser.story.discord import Discord
from tests.support.served_web import ServedWeb, served_web
from tests.support.services import CleanDatabases
from tests.support.stores import migrated

MORE_THAN_ANYBODY_ASKS = 1_000_000


class Installation:
    """The web app at `url` and the Discord that it works on. `guild` is the Copper Guild's page."""

    def __init__(self, served: ServedWeb, discord: Discord, backstage: Backstage) -> None:
        self.url = served.url
        self.guild = f"{served.url}/g/{discord.guild_id}"
        self.discord = discord
        self._served = served
        self._backstage = backstage

    def policy_reports(self) -> int:
        """How often browsers told that the content security policy forbade something."""
        count: int = self._served.web.app.state.csp_reports.reports
        return count

    @contextmanager
    def fault(self, fault: Fault) -> Iterator[None]:
        """Something goes wrong at Discord for as long as this lasts."""
        faults = self._served.stack.sandbox.faults
        self._backstage.do(lambda: faults.add(fault))
        yield
        self._backstage.do(faults.clear)

    @contextmanager
    def rate_limits(self) -> Iterator[None]:
        """Discord counts for as long as this lasts; else nobody is held up by it."""
        limits = self._served.stack.sandbox.limits
        limits.enabled = True
        yield
        limits.enabled = False


@contextmanager
def installation(
    backstage: Backstage, postgres_url: str, redis_url: str, **settings: object
) -> Iterator[Installation]:
    """With a database and a Discord of its own, whose owner is the operator, too.

    `settings` are fields of WebSettings. What Valkey held before is the caller's to clear.
    """
    databases = CleanDatabases(postgres_url)
    url = backstage.run(_database(databases))
    seeded = copper_guild(SystemClock())
    served = served_web(
        url,
        redis_url,
        seeded,
        real_files=True,
        with_bot=True,
        with_worker=True,
        operators=str(seeded.owner.id),
        requests_per_minute=MORE_THAN_ANYBODY_ASKS,
        **settings,
    )
    with backstage.inside(served) as web:
        discord = Discord(web.stack.sandbox, seeded.application.token, seeded.guild.id)
        try:
            yield Installation(web, discord, backstage)
        finally:
            discord.close()
    backstage.run(databases.drop(url))


async def _database(databases: CleanDatabases) -> str:
    return await databases.create(await databases.template("guildwright_migrated", migrated))
