"""The tables, as the newest migration leaves them.

Whole values of the core stand in JSONB columns (see `documents`); what is asked for or guarded by
the database stands in columns of its own. Constraint names are part of the code: `errors` tells
by them what was violated.
"""

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _json() -> JSONB:
    return JSONB(none_as_null=True)


def _time() -> TIMESTAMP:
    return TIMESTAMP(timezone=True)


versions = Table(
    "blueprint_version",
    metadata,
    Column("guild_id", BigInteger, nullable=False),
    Column("number", Integer, nullable=False),
    Column("text", Text, nullable=False),
    Column("blueprint", _json(), nullable=False),
    Column("author", Text, nullable=False),
    Column("message", Text, nullable=False),
    Column("saved_at", _time(), nullable=False),
    PrimaryKeyConstraint("guild_id", "number"),
)

bindings = Table(
    "binding",
    metadata,
    Column("guild_id", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("object_id", BigInteger, nullable=False),
    Column("number", BigInteger, Identity(), nullable=False),
    PrimaryKeyConstraint("guild_id", "kind", "key"),
    UniqueConstraint("guild_id", "kind", "object_id"),
)

snapshots = Table(
    "snapshot",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("taken_at", _time(), nullable=False),
    Column("snapshot", _json(), nullable=False),
    Column("bindings", _json(), nullable=False),
    Index(None, "guild_id", "taken_at"),
)

plans = Table(
    "plan",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("hash", Text, nullable=False),
    Column("snapshot_id", BigInteger, ForeignKey("snapshot.id"), nullable=False),
    Column("plan", _json(), nullable=False),
    Column("made_at", _time(), nullable=False),
    Column("rolls_back", Text),
    Column("made_by", Text, nullable=False),
    Column("part_of", Text),
    Column("reverts", ARRAY(Text), nullable=False, server_default="{}"),
    Column("summary", _json(), nullable=False),
    Index(None, "guild_id", "hash"),
    Index(None, "guild_id", "id"),
)

UNFINISHED = "state IN ('queued', 'running', 'paused')"

runs = Table(
    "run",
    metadata,
    Column("number", BigInteger, Identity(), nullable=False),
    Column("id", Text, primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("plan_id", BigInteger, ForeignKey("plan.id"), nullable=False),
    Column("plan_hash", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("wish", Text, nullable=False),
    Column("requested_by", Text, nullable=False),
    Column("created_at", _time(), nullable=False),
    Column("started_at", _time()),
    Column("taken_by", Text, nullable=False, server_default=""),
    Column("ended_at", _time()),
    Column("failure", Text, nullable=False),
    Column("failure_code", Text, nullable=False),
    Column("report", _json()),
    UniqueConstraint("plan_id"),
    UniqueConstraint("number"),
    Index("uq_run_guild_id_unfinished", "guild_id", unique=True, postgresql_where=text(UNFINISHED)),
    Index(None, "guild_id", "number"),
)

steps = Table(
    "run_step",
    metadata,
    Column("run_id", Text, ForeignKey("run.id"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("state", Text, nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("repeats", Integer, nullable=False, server_default="0"),
    Column("created_id", BigInteger),
    Column("message", Text, nullable=False),
    Column("error_code", Text, nullable=False),
    Column("not_before", _time()),
    Column("started_at", _time()),
    Column("ended_at", _time()),
    PrimaryKeyConstraint("run_id", "number"),
)

kept_members = Table(
    "run_kept_members",
    metadata,
    Column("run_id", Text, ForeignKey("run.id"), nullable=False),
    Column("role", Text, nullable=False),
    Column("members", ARRAY(BigInteger), nullable=False),
    PrimaryKeyConstraint("run_id", "role"),
)

trail = Table(
    "trail",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("guild_id", BigInteger),
    Column("at", _time(), nullable=False),
    Column("actor", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("before", _json()),
    Column("after", _json()),
    Column("details", _json(), nullable=False),
    Index(None, "guild_id", "id"),
    Index(None, "guild_id", "action", "subject"),
)

grants = Table(
    "access_grant",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("subject_id", BigInteger, nullable=False),
    Column("rights", ARRAY(Text), nullable=False),
    Column("objects", ARRAY(Text), nullable=False),
    Column("expires_at", _time()),
    Column("granted_by", BigInteger),
    Column("granted_at", _time(), nullable=False),
    Column("note", Text, nullable=False),
    Index(None, "guild_id", "id"),
)

policies = Table(
    "access_policy",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("two_person_from", Text),
    Column("default_managers", Boolean, nullable=False),
)

reviews = Table(
    "plan_review",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("plan_hash", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("reviewer", BigInteger, nullable=False),
    Column("at", _time(), nullable=False),
    Column("comment", Text, nullable=False),
    Index(None, "guild_id", "plan_hash", "id"),
)

tokens = Table(
    "api_token",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("digest", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("owner", BigInteger, nullable=False),
    Column("guild_id", BigInteger),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("created_at", _time(), nullable=False),
    Column("expires_at", _time()),
    Column("last_used_at", _time()),
    Column("revoked_at", _time()),
    UniqueConstraint("digest"),
    Index(None, "owner", "id"),
)

visits = Table(
    "guild_visit",
    metadata,
    Column("user_id", BigInteger, nullable=False),
    Column("guild_id", BigInteger, nullable=False),
    Column("at", _time(), nullable=False),
    PrimaryKeyConstraint("user_id", "guild_id"),
)

known_users = Table(
    "known_user",
    metadata,
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("display_name", Text, nullable=False),
    Column("avatar", Text),
    Column("seen_at", _time(), nullable=False),
)

guild_presences = Table(
    "guild_presence",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False),
    Column("joined_at", _time(), nullable=False),
    Column("left_at", _time()),
    Column("owner_id", BigInteger),
    Column("unavailable_since", _time()),
    Column("place", _json()),
    Column("decision", Text),
    Column("decided_by", Text, nullable=False),
    Column("decided_at", _time()),
    Index("ix_guild_presence_left_at", "left_at", postgresql_where=text("left_at IS NOT NULL")),
)

drift_notices = Table(
    "drift_notice",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("channel_id", BigInteger, nullable=False),
    Column("message_id", BigInteger),
    Column("state", Text, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("stale", Boolean, nullable=False),
    Column("reposted", Boolean, nullable=False),
    Column("opened_at", _time(), nullable=False),
    Column("due_at", _time(), nullable=False),
    Index(None, "guild_id", "id"),
    Index(
        "uq_drift_notice_guild_id_open",
        "guild_id",
        unique=True,
        postgresql_where=text("state = 'open'"),
    ),
    Index("ix_drift_notice_due_at_stale", "due_at", postgresql_where=text("stale")),
)

drift_records = Table(
    "drift_record",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("guild_id", BigInteger, nullable=False),
    Column("difference", Text, nullable=False),
    Column("change_id", Text, nullable=False),
    Column("change", _json(), nullable=False),
    Column("sentence", Text, nullable=False),
    Column("found_at", _time(), nullable=False),
    Column("found_by", Text, nullable=False),
    Column("who", BigInteger),
    Column("who_name", Text, nullable=False),
    Column("by_bot", Boolean, nullable=False),
    Column("done_at", _time()),
    Column("state", Text, nullable=False),
    Column("settled_at", _time()),
    Column("settled_by", Text, nullable=False),
    Column("ended_at", _time()),
    Column("trouble", Text, nullable=False),
    Column("notice_id", BigInteger, ForeignKey("drift_notice.id")),
    Index(None, "guild_id", "id"),
    Index(None, "notice_id"),
    Index(
        "uq_drift_record_guild_id_change_id_lasting",
        "guild_id",
        "change_id",
        unique=True,
        postgresql_where=text("ended_at IS NULL"),
    ),
)

drift_settings = Table(
    "drift_settings",
    metadata,
    Column("guild_id", BigInteger, primary_key=True, autoincrement=False),
    Column("settings", _json(), nullable=False),
)

drift_guards = Table(
    "drift_guard",
    metadata,
    Column("guild_id", BigInteger, nullable=False),
    Column("place", Text, nullable=False),
    Column("reverts", ARRAY(_time()), nullable=False),
    Column("stopped_at", _time()),
    PrimaryKeyConstraint("guild_id", "place"),
)

schema_floor = Table("schema_floor", metadata, Column("revision", Text, nullable=False))
"""One row: see `schema_floor.py`."""

log_lines = Table(
    "log_line",
    metadata,
    Column("number", BigInteger, Identity(), primary_key=True),
    Column("at", _time(), nullable=False),
    Column("level", Integer, nullable=False),
    Column("process", Text, nullable=False),
    Column("logger", Text, nullable=False),
    Column("event", Text, nullable=False),
    Column("exception", Text, nullable=False),
    Column("fields", _json(), nullable=False),
    Column("refs", ARRAY(Text), nullable=False),
    Index(None, "at"),
    Index("ix_log_line_refs", "refs", postgresql_using="gin"),
)
"""`level` as Python's logging counts it; `refs` are the ids by which people look."""

backup_records = Table(
    "backup_record",
    metadata,
    Column("id", BigInteger, Identity(), primary_key=True),
    Column("at", _time(), nullable=False),
    Column("file", Text, nullable=False),
    Column("size_bytes", BigInteger, nullable=False),
    Column("encrypted", Boolean, nullable=False),
    Column("trouble", Text, nullable=False),
    Column("check_result", Text, nullable=False),
    Column("check_trouble", Text, nullable=False),
    Column("due_at", _time()),
)
