"""Which supplements a round asks beside the guide."""

import sqlalchemy as sa
from alembic import op

revision = '0011'
down_revision = '0010'


def upgrade() -> None:
    """Which supplements a round asks beside the guide."""
    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.add_column(sa.Column('supplements', sa.JSON(), nullable=False, server_default='[]'))
