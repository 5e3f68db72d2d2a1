"""A team keeps from which site it was last placed at another, so that it can go back."""

import sqlalchemy as sa
from alembic import op

revision = '0032'
down_revision = '0031'


def upgrade() -> None:
    """A column only: no table is built anew."""
    op.add_column('team', sa.Column('placed', sa.JSON(), nullable=True))
