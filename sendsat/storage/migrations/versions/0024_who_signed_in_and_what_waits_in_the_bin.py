"""When somebody signed in last."""

import sqlalchemy as sa
from alembic import op

revision = '0024'
down_revision = '0019'


def upgrade() -> None:
    """A column only: no table is built anew."""
    with op.batch_alter_table('membership', schema=None) as batch_op:
        batch_op.add_column(sa.Column('signed_in_at', sa.DateTime(timezone=True), nullable=True))
