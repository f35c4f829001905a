"""Keep lines of the log, for the System page to look through."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None
contracts = False


def upgrade() -> None:
    op.create_table(
        "log_line",
        sa.Column("number", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("logger", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("exception", sa.Text(), nullable=False),
        sa.Column("fields", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.Column("refs", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_log_line")),
    )
    op.create_index(op.f("ix_log_line_at"), "log_line", ["at"], unique=False)
    op.create_index("ix_log_line_refs", "log_line", ["refs"], unique=False, postgresql_using="gin")


def downgrade() -> None:
    op.drop_table("log_line")
