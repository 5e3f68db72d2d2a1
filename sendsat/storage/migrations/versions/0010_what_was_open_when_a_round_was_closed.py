"""What was open when a round was closed."""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0008'


def upgrade() -> None:
    """What was open when a round was closed."""
    op.create_table(
        'close_check',
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('findings', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_close_check_organisation_id_organisation')),
        sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_close_check_round_id_round')),
        sa.PrimaryKeyConstraint('round_id', name=op.f('pk_close_check')),
    )
    op.create_index(op.f('ix_close_check_organisation_id'), 'close_check', ['organisation_id'])
