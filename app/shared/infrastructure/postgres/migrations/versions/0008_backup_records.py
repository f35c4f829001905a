"""Keep what became of backups."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None
contracts = False


def upgrade() -> None:
    op.create_table(
        "backup_record",
        sa.Column("id", sa.BigInteger(), sa.Identity(), nullable=False),
        sa.Column("at", _time(), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("size_bytes", sa.BigInteger(), nullable=False),
        sa.Column("encrypted", sa.Boolean(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("check_result", sa.Text(), nullable=False),
        sa.Column("check_trouble", sa.Text(), nullable=False),
        sa.Column("due_at", _time(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_backup_record")),
    )


def downgrade() -> None:
    op.drop_table("backup_record")


def _time() -> postgresql.TIMESTAMP:
    return postgresql.TIMESTAMP(timezone=True)
