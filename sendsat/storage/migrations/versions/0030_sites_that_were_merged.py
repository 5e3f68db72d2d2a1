"""A site may be merged into another: what moved is kept with it, so that it can be put back."""

import sqlalchemy as sa
from alembic import op

revision = '0030'
down_revision = '0029'


def upgrade() -> None:
    """A column only: no table is built anew."""
    op.add_column('site', sa.Column('merged', sa.JSON(), nullable=True))
