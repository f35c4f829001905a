"""Keep which is the oldest program that can work with the schema as it is."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None
contracts = False


def upgrade() -> None:
    # Its one row is written after every step: see env.py.
    op.create_table("schema_floor", sa.Column("revision", sa.Text(), nullable=False))


def downgrade() -> None:
    op.drop_table("schema_floor")
