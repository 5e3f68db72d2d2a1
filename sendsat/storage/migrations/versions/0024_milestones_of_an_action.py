"""An action has milestones: steps with words, maybe a date, and a mark that they are done."""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0023'


def upgrade() -> None:
    """A column only: no table is built anew."""
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.add_column(sa.Column('milestones', sa.JSON(), nullable=False, server_default='[]'))
