"""Keep drift, what guilds want done about it, loop guards and notices."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None
contracts = False


def upgrade() -> None:
    op.create_table(
        "drift_notice",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("channel_id", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("stale", sa.Boolean(), nullable=False),
        sa.Column("reposted", sa.Boolean(), nullable=False),
        sa.Column("opened_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("due_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drift_notice")),
    )
    op.create_index(
        op.f("ix_drift_notice_guild_id_id"), "drift_notice", ["guild_id", "id"], unique=False
    )
    op.create_index(
        "uq_drift_notice_guild_id_open",
        "drift_notice",
        ["guild_id"],
        unique=True,
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        "ix_drift_notice_due_at_stale",
        "drift_notice",
        ["due_at"],
        unique=False,
        postgresql_where=sa.text("stale"),
    )
    op.add_column(
        "plan", sa.Column("reverts", sa.ARRAY(sa.Text()), server_default="{}", nullable=False)
    )
    _create_records()
    op.create_table(
        "drift_settings",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("settings", _json(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_drift_settings")),
    )
    op.create_table(
        "drift_guard",
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("reverts", sa.ARRAY(postgresql.TIMESTAMP(timezone=True)), nullable=False),
        sa.Column("stopped_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("guild_id", "place", name=op.f("pk_drift_guard")),
    )


def _create_records() -> None:
    op.create_table(
        "drift_record",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("difference", sa.Text(), nullable=False),
        sa.Column("change_id", sa.Text(), nullable=False),
        sa.Column("change", _json(), nullable=False),
        sa.Column("sentence", sa.Text(), nullable=False),
        sa.Column("found_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("found_by", sa.Text(), nullable=False),
        sa.Column("who", sa.BigInteger(), nullable=True),
        sa.Column("who_name", sa.Text(), nullable=False),
        sa.Column("by_bot", sa.Boolean(), nullable=False),
        sa.Column("done_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("settled_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.Column("ended_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("trouble", sa.Text(), nullable=False),
        sa.Column("notice_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["notice_id"], ["drift_notice.id"], name=op.f("fk_drift_record_notice_id_drift_notice")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drift_record")),
    )
    op.create_index(
        op.f("ix_drift_record_guild_id_id"), "drift_record", ["guild_id", "id"], unique=False
    )
    op.create_index(op.f("ix_drift_record_notice_id"), "drift_record", ["notice_id"], unique=False)
    op.create_index(
        "uq_drift_record_guild_id_change_id_lasting",
        "drift_record",
        ["guild_id", "change_id"],
        unique=True,
        postgresql_where=sa.text("ended_at IS NULL"),
    )


def _json() -> postgresql.JSONB:
    return postgresql.JSONB(none_as_null=True, astext_type=sa.Text())


def downgrade() -> None:
    op.drop_column("plan", "reverts")
    op.drop_table("drift_guard")
    op.drop_table("drift_settings")
    op.drop_table("drift_record")
    op.drop_table("drift_notice")
