"""The fixtures themselves: clean databases, and no way to empty anybody else's."""

import asyncpg
import pytest
import redis
from sqlalchemy.engine import make_url

from tests.support.services import CleanDatabases, NotATestDatabase, refuse_unless_test_database


async def execute(url: str, statement: str) -> object:
    connection = await asyncpg.connect(
        make_url(url).set(drivername="postgresql").render_as_string(hide_password=False), ssl=False
    )
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


@pytest.mark.parametrize("table", ["left_by_the_first", "left_by_the_second"])
async def test_each_test_gets_an_empty_database(database_url: str, table: str) -> None:
    await execute(database_url, f"CREATE TABLE {table} (n int)")

    tables = await execute(
        database_url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    )

    assert tables == 1
    assert make_url(database_url).database is not None
    refuse_unless_test_database(database_url)


async def test_a_copy_of_a_template_has_what_the_template_has(databases: CleanDatabases) -> None:
    prepared: list[str] = []

    async def prepare(url: str) -> None:
        prepared.append(url)
        await execute(url, "CREATE TABLE known AS SELECT 7 AS n")

    await databases.template("with_known_table", prepare)
    template = await databases.template("with_known_table", prepare)
    url = await databases.create(template)

    assert await execute(url, "SELECT n FROM known") == 7
    assert len(prepared) == 1
    await databases.drop(url)


@pytest.mark.parametrize("name", ["guildwright", "test", "my_tests", "_test_live", ""])
async def test_a_database_that_is_no_tests_is_never_dropped(
    postgres_url: str, databases: CleanDatabases, name: str
) -> None:
    url = make_url(postgres_url).set(database=name).render_as_string(hide_password=False)

    with pytest.raises(NotATestDatabase):
        await databases.drop(url)

    assert await execute(postgres_url, "SELECT 1") == 1


@pytest.mark.parametrize("key", ["left by the first", "left by the second"])
def test_a_clean_redis_is_empty(clean_redis_url: str, key: str) -> None:
    with redis.Redis.from_url(clean_redis_url) as client:
        keys = client.keys()
        client.set(key, 1)

    assert keys == []
