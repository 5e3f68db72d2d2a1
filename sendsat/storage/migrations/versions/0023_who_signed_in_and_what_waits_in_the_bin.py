"""When somebody signed in last, votes that are kept as counts only, and rounds in the bin."""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'


def upgrade() -> None:
    """Columns only: no table is built anew."""
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.add_column(sa.Column('signed_in_at', sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table('vote_round', schema=None) as batch_op:
        batch_op.add_column(sa.Column('counts', sa.JSON(), nullable=False, server_default='{}'))
    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.add_column(sa.Column('binned_at', sa.DateTime(timezone=True), nullable=True))
