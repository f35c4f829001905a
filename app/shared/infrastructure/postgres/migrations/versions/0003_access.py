"""Keep grants, policies, reviews, API tokens, visits and names, and what lists of plans show."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None
# Every plan has to say who made it, which older code does not do.
contracts = True


def upgrade() -> None:
    op.add_column("plan", sa.Column("rolls_back", sa.Text(), nullable=True))
    # Until now only the trail told it.
    op.execute(
        "UPDATE plan SET rolls_back = trail.details->>'back_before' FROM trail "
        "WHERE trail.action = 'plan.made' AND trail.subject = plan.hash "
        "AND trail.guild_id = plan.guild_id AND trail.details->>'back_before' IS NOT NULL"
    )
    _describe_plans()
    op.create_index(
        op.f("ix_trail_guild_id_action_subject"),
        "trail",
        ["guild_id", "action", "subject"],
        unique=False,
    )
    op.create_table(
        "known_user",
        sa.Column("user_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("display_name", sa.Text(), nullable=False),
        sa.Column("avatar", sa.Text(), nullable=True),
        sa.Column("seen_at", postgresql.TIMESTAMP(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_known_user")),
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


def _describe_plans() -> None:
    op.add_column("plan", sa.Column("made_by", sa.Text(), nullable=True))
    op.add_column("plan", sa.Column("part_of", sa.Text(), nullable=True))
    op.add_column(
        "plan",
        sa.Column("summary", postgresql.JSONB(none_as_null=True, astext_type=sa.Text())),
    )
    op.execute(
        "UPDATE plan SET made_by = coalesce((SELECT max(trail.actor) FROM trail "
        "WHERE trail.action = 'plan.made' AND trail.subject = plan.hash "
        "AND trail.guild_id = plan.guild_id), 'operator')"
    )
    op.execute(_SUMMARIES)
    op.alter_column("plan", "made_by", nullable=False)
    op.alter_column("plan", "summary", nullable=False)
    op.create_index(op.f("ix_plan_guild_id_id"), "plan", ["guild_id", "id"], unique=False)


_SUMMARIES = """
UPDATE plan SET summary = jsonb_build_object(
    'version', plan.plan->'value'->'blueprint_version',
    'steps', jsonb_array_length(plan.plan->'value'->'steps'),
    'seconds', plan.plan->'value'->'cost'->'seconds',
    'changes', (
        SELECT coalesce(jsonb_object_agg(kind, number), '{}'::jsonb) FROM (
            SELECT change->>'kind' AS kind, count(*) AS number
            FROM jsonb_array_elements(plan.plan->'value'->'changes') AS change GROUP BY 1
        ) AS counted
    ),
    'destructive', (
        SELECT count(*) FROM jsonb_array_elements(plan.plan->'value'->'changes') AS change
        WHERE change->>'risk' = 'destructive'
    ),
    'blocks', (
        SELECT count(*) FROM jsonb_array_elements(plan.plan->'value'->'findings') AS finding
        WHERE finding->>'severity' = 'blocks'
    ),
    'warns', (
        SELECT count(*) FROM jsonb_array_elements(plan.plan->'value'->'findings') AS finding
        WHERE finding->>'severity' = 'warns'
    )
)
"""


def downgrade() -> None:
    op.drop_table("known_user")
    op.drop_index(op.f("ix_trail_guild_id_action_subject"), table_name="trail")
    op.drop_index(op.f("ix_plan_guild_id_id"), table_name="plan")
    op.drop_column("plan", "summary")
    op.drop_column("plan", "part_of")
    op.drop_column("plan", "made_by")
    op.drop_table("guild_visit")
    op.drop_index(op.f("ix_api_token_owner_id"), table_name="api_token")
    op.drop_table("api_token")
    op.drop_index(op.f("ix_plan_review_guild_id_plan_hash_id"), table_name="plan_review")
    op.drop_table("plan_review")
    op.drop_table("access_policy")
    op.drop_index(op.f("ix_access_grant_guild_id_id"), table_name="access_grant")
    op.drop_table("access_grant")
    op.drop_column("plan", "rolls_back")
