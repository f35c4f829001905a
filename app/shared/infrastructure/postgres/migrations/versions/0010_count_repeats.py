"""Count how often a step's call was sent again at once, so that a report tells of all calls."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None
contracts = False


def upgrade() -> None:
    op.add_column(
        "run_step", sa.Column("repeats", sa.Integer(), nullable=False, server_default="0")
    )


def downgrade() -> None:
    op.drop_column("run_step", "repeats")
