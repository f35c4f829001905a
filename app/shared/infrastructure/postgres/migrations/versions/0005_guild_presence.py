"""Keep which guilds the bot is in, who let them in, and which process took up a run."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None
contracts = False


def upgrade() -> None:
    op.create_table(
        "guild_presence",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("joined_at", _time(), nullable=False),
        sa.Column("left_at", _time(), nullable=True),
        sa.Column("owner_id", sa.BigInteger(), nullable=True),
        sa.Column("unavailable_since", _time(), nullable=True),
        sa.Column("place", postgresql.JSONB(none_as_null=True), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=False),
        sa.Column("decided_at", _time(), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_guild_presence")),
    )
    op.create_index(
        "ix_guild_presence_left_at",
        "guild_presence",
        ["left_at"],
        unique=False,
        postgresql_where=sa.text("left_at IS NOT NULL"),
    )
    op.add_column("run", sa.Column("taken_by", sa.Text(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("run", "taken_by")
    op.drop_index("ix_guild_presence_left_at", table_name="guild_presence")
    op.drop_table("guild_presence")


def _time() -> postgresql.TIMESTAMP:
    return postgresql.TIMESTAMP(timezone=True)
