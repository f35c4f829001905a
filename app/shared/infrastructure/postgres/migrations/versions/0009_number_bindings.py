"""Number bindings in the order they are made, so that a change of a guild's is seen at once."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None
contracts = False


def upgrade() -> None:
    op.add_column("binding", sa.Column("number", sa.BigInteger(), sa.Identity(), nullable=False))


def downgrade() -> None:
    op.drop_column("binding", "number")
