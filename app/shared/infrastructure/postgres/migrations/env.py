"""Alembic's entry. The connection is handed in by `migrate`; there is no way to run it alone."""

from alembic import context

from app.shared.infrastructure.postgres.tables import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    # pgqueuer's own tables are looked after by its revisions, not compared with ours.
    include_object=lambda _object, name, type_, _reflected, _compare: (
        not (type_ == "table" and str(name).startswith("pgqueuer"))
    ),
    transaction_per_migration=True,
)
with context.begin_transaction():
    context.run_migrations()
