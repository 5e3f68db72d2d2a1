"""A workshop knows how long it has, when it began and where it was left early; its lobby can hold a practice vote."""

import sqlalchemy as sa
from alembic import op

revision = '0017'
down_revision = '0016'


def upgrade() -> None:
    """Columns only: no table is built anew."""
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        for name in ('length', 'left_at'):
            batch_op.add_column(sa.Column(name, sa.Integer(), nullable=True))
        for name in ('began_at', 'ends_at'):
            batch_op.add_column(sa.Column(name, sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('practice', sa.String(), nullable=False, server_default='idle'))
    with op.batch_alter_table('workshop_device', schema=None) as batch_op:
        batch_op.add_column(sa.Column('practice', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('practised_at', sa.DateTime(timezone=True), nullable=True))
