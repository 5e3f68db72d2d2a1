"""A closed round keeps the words that its statements had, and the name of these words."""

import sqlalchemy as sa
from alembic import op

revision = '0018'
down_revision = '0017'


def upgrade() -> None:
    """Columns only: no table is built anew. Rounds that are closed already have no words kept."""
    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.add_column(sa.Column('words', sa.String(), nullable=False, server_default=''))
    with op.batch_alter_table('close_check', schema=None) as batch_op:
        batch_op.add_column(sa.Column('words', sa.JSON(), nullable=True))
