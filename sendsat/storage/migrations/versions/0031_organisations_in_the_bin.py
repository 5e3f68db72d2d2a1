"""Organisations in the bin, and those that were erased."""

import sqlalchemy as sa
from alembic import op

revision = '0031'
down_revision = '0030'


def upgrade() -> None:
    """Columns only: no table is built anew."""
    op.add_column('organisation', sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('organisation', sa.Column('binned_at', sa.DateTime(timezone=True), nullable=True))
