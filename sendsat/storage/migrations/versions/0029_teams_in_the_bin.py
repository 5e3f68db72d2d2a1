"""Teams in the bin, and those that were erased."""

import sqlalchemy as sa
from alembic import op

revision = '0029'
down_revision = '0028'


def upgrade() -> None:
    """Columns only: no table is built anew. Every page asks which few teams are away, hence the index."""
    op.add_column('team', sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('team', sa.Column('binned_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index('ix_team_removed_at', 'team', ['removed_at'])
