"""A membership may end by itself: that of whoever has a link to read by."""

import sqlalchemy as sa
from alembic import op


revision = '0028'
down_revision = '0027'


def upgrade() -> None:
    """Nobody's ends."""
    op.add_column('membership', sa.Column('ends_at', sa.DateTime(timezone=True), nullable=True))
