"""A receipt keeps a copy of what was shared, so that partners can read it."""

import sqlalchemy as sa
from alembic import op

revision = '0033'
down_revision = '0032'


def upgrade() -> None:
    """A column only: no table is built anew."""
    op.add_column('receipt', sa.Column('content', sa.JSON(), nullable=True))
