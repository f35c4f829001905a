"""Add pgqueuer's own tables, as the pinned version of the library declares them."""

from typing import Any

from alembic import op
from pgqueuer.adapters.persistence.qb import QueryBuilderEnvironment
from sqlalchemy.util import await_only

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None
contracts = False


def upgrade() -> None:
    _run(QueryBuilderEnvironment().build_install_query())


def downgrade() -> None:
    _run(QueryBuilderEnvironment().build_uninstall_query())


def _run(script: str) -> None:
    # Many statements at once: asyncpg takes them only past SQLAlchemy, which prepares each one.
    connection = op.get_bind()
    connection.exec_driver_sql("SELECT 1")
    driver: Any = connection.connection.driver_connection
    await_only(driver.execute(script))
