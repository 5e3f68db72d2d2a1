"""Whether a rating moved because the standard changed and not the practice."""

import sqlalchemy as sa
from alembic import op

revision = '0008'
down_revision = '0007'


def upgrade() -> None:
    """Whether a rating moved because the standard changed and not the practice."""
    with op.batch_alter_table('judgement', schema=None) as batch_op:
        batch_op.add_column(sa.Column('rejudged', sa.Boolean(), nullable=False, server_default=sa.false()))
