"""How the ratings of several teams become one in a round, and what leaders agreed on."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0011'


def upgrade() -> None:
    """How the ratings of several teams become one in a round, and what leaders agreed on."""
    with op.batch_alter_table('round', schema=None) as batch_op:
        batch_op.add_column(sa.Column('roll_up', sa.String(), nullable=False, server_default='lower'))
    op.create_table(
        'agreed_rating',
        sa.Column('round_id', sa.Integer(), nullable=False),
        sa.Column('statement_id', sa.String(), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=False),
        sa.Column('rating', sa.String(), nullable=False),
        sa.Column('reason', sa.Text(), nullable=False),
        sa.Column('said', sa.JSON(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_agreed_rating_organisation_id_organisation')),
        sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_agreed_rating_round_id_round')),
        sa.PrimaryKeyConstraint('round_id', 'statement_id', name=op.f('pk_agreed_rating')),
    )
    op.create_index(op.f('ix_agreed_rating_organisation_id'), 'agreed_rating', ['organisation_id'])
