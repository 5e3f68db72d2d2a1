"""An action has a success measure: how its team will know that it worked."""

import sqlalchemy as sa
from alembic import op

revision = '0022'
down_revision = '0021'


def upgrade() -> None:
    """A column only: no table is built anew."""
    with op.batch_alter_table('action', schema=None) as batch_op:
        batch_op.add_column(sa.Column('success_measure', sa.Text(), nullable=False, server_default=''))
