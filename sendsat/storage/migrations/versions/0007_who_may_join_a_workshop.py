"""A workshop knows how many people are here, whether phones may join, which were removed, and that its end was seen."""

import sqlalchemy as sa
from alembic import op

revision = '0007'
down_revision = '0006'


def upgrade() -> None:
    """Columns only: no table is built anew."""
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        # A default that is an expression would make SQLite build the table anew, which rows that point to it forbid.
        for name in ('reached_end', 'is_locked'):
            batch_op.add_column(sa.Column(name, sa.Boolean(), nullable=False, server_default='0'))
        batch_op.add_column(sa.Column('people_here', sa.Integer(), nullable=True))
    with op.batch_alter_table('workshop_device', schema=None) as batch_op:
        batch_op.add_column(sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True))
