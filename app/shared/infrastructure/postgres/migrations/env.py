"""Alembic's entry. The connection is handed in by `migrate`; there is no way to run it alone."""

from collections.abc import Collection

from alembic import context
from alembic.runtime.migration import MigrationContext

from app.shared.infrastructure.postgres.schema_floor import write_floor
from app.shared.infrastructure.postgres.tables import metadata


def note_floor(*, ctx: MigrationContext, heads: Collection[str], **_: object) -> None:
    """In the transaction of the step, so that no other process meets one without the other."""
    assert ctx.connection is not None  # noqa: S101 - only offline there is none
    walked = [one for head in heads for one in context.script.iterate_revisions(head, "base")]
    if walked:
        contracting = (one.revision for one in walked if one.module.contracts)
        write_floor(ctx.connection, next(contracting, walked[-1].revision))


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    # pgqueuer's own tables are looked after by its revisions, not compared with ours.
    include_object=lambda _object, name, type_, _reflected, _compare: (
        not (type_ == "table" and str(name).startswith("pgqueuer"))
    ),
    transaction_per_migration=True,
    # It is called by these names alone, whatever the annotation says.
    on_version_apply=note_floor,  # type: ignore[arg-type]
)
with context.begin_transaction():
    context.run_migrations()
