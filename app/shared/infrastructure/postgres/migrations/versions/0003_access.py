"""Keep grants, policies, reviews, API tokens and visits, and which plans roll a run back."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("plan", sa.Column("rolls_back", sa.Text(), nullable=True))
    # Until now only the trail told it.
    op.execute(
        "UPDATE plan SET rolls_back = trail.details->>'back_before' FROM trail "
        "WHERE trail.action = 'plan.made' AND trail.subject = plan.hash "
        "AND trail.guild_id = plan.guild_id AND trail.details->>'back_before' IS NOT NULL"
    )
    op.create_table(
        "access_grant",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("rights", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("objects", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("granted_by", sa.BigInteger(), nullable=True),
        sa.Column("granted_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_access_grant")),
    )
    op.create_index(
        op.f("ix_access_grant_guild_id_id"), "access_grant", ["guild_id", "id"], unique=False
    )
    op.create_table(
        "access_policy",
        sa.Column("guild_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("two_person_from", sa.Text(), nullable=True),
        sa.Column("default_managers", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("guild_id", name=op.f("pk_access_policy")),
    )
    op.create_table(
        "plan_review",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("plan_hash", sa.Text(), nullable=False),
        sa.Column("verdict", sa.Text(), nullable=False),
        sa.Column("reviewer", sa.BigInteger(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_review")),
    )
    op.create_index(
        op.f("ix_plan_review_guild_id_plan_hash_id"),
        "plan_review",
        ["guild_id", "plan_hash", "id"],
        unique=False,
    )
    op.create_table(
        "api_token",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=False), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=True),
        sa.Column("scopes", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("created_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.Column("expires_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("last_used_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.Column("revoked_at", postgresql.TIMESTAMP(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_api_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_api_token_digest")),
    )
    op.create_index(op.f("ix_api_token_owner_id"), "api_token", ["owner", "id"], unique=False)
    op.create_table(
        "guild_visit",
        sa.Column("user_id", sa.BigInteger(), nullable=False),
        sa.Column("guild_id", sa.BigInteger(), nullable=False),
        sa.Column("at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", "guild_id", name=op.f("pk_guild_visit")),
    )


def downgrade() -> None:
    op.drop_table("guild_visit")
    op.drop_index(op.f("ix_api_token_owner_id"), table_name="api_token")
    op.drop_table("api_token")
    op.drop_index(op.f("ix_plan_review_guild_id_plan_hash_id"), table_name="plan_review")
    op.drop_table("plan_review")
    op.drop_table("access_policy")
    op.drop_index(op.f("ix_access_grant_guild_id_id"), table_name="access_grant")
    op.drop_table("access_grant")
    op.drop_column("plan", "rolls_back")
