"""Several processes on one server know together who guessed codes and who joined from where."""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'


def upgrade() -> None:
    """New tables only."""
    op.create_table(
        'guess',
        sa.Column('address', sa.String(), nullable=False),
        sa.Column('wrong', sa.Integer(), nullable=False),
        sa.Column('latest', sa.Float(), nullable=False),
        sa.Column('until', sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint('address', name=op.f('pk_guess')),
    )
    op.create_table(
        'arrival',
        sa.Column('place', sa.String(), nullable=False),
        sa.Column('device', sa.String(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint('place', 'device', name=op.f('pk_arrival')),
    )
