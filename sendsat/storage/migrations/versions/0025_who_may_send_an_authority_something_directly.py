"""A local authority may take what any provider in the same database sends it directly."""

import sqlalchemy as sa
from alembic import op

revision = '0025'
down_revision = '0024'


def upgrade() -> None:
    """A column only: no table is built anew."""
    column = sa.Column('takes_submissions', sa.Boolean(), nullable=False, server_default=sa.false())
    op.add_column('organisation', column)
