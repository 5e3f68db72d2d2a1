"""Workshops: agenda, devices, rounds of votes, votes, what was agreed."""

import sqlalchemy as sa
from alembic import op

revision = '0002'
down_revision = '0001'


def upgrade() -> None:
    """Workshops: agenda, devices, rounds of votes, votes, what was agreed."""
    op.create_table('facilitator_key',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('token', sa.String(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_facilitator_key'))
    )
    op.create_table('workshop',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('organisation_id', sa.Integer(), nullable=False),
    sa.Column('round_id', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('people', sa.JSON(), nullable=False),
    sa.Column('actions_first', sa.Boolean(), nullable=False),
    sa.Column('safe', sa.Boolean(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=True),
    sa.Column('place_since', sa.DateTime(timezone=True), nullable=False),
    sa.Column('prepared_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_workshop_organisation_id_organisation')),
    sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_workshop_round_id_round')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_workshop_team_id_team')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workshop')),
    sa.UniqueConstraint('code', name=op.f('uq_workshop_code'))
    )
    with op.batch_alter_table('workshop', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_workshop_organisation_id'), ['organisation_id'], unique=False)

    op.create_table('workshop_item',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workshop_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('statement_id', sa.String(), nullable=False),
    sa.Column('parked', sa.Boolean(), nullable=False),
    sa.Column('before', sa.String(), nullable=True),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_workshop_item_workshop_id_workshop')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workshop_item')),
    sa.UniqueConstraint('workshop_id', 'statement_id', name=op.f('uq_workshop_item_workshop_id'))
    )
    op.create_table('workshop_decision',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('rating', sa.String(), nullable=True),
    sa.Column('old_rating', sa.String(), nullable=True),
    sa.Column('old_votes', sa.Text(), nullable=False),
    sa.Column('old_note', sa.Text(), nullable=False),
    sa.Column('old_carried', sa.Boolean(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['item_id'], ['workshop_item.id'], name=op.f('fk_workshop_decision_item_id_workshop_item')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workshop_decision'))
    )
    with op.batch_alter_table('workshop_decision', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_workshop_decision_item_id'), ['item_id'], unique=False)

    op.create_table('workshop_device',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('workshop_id', sa.Integer(), nullable=False),
    sa.Column('mark', sa.String(), nullable=False),
    sa.Column('is_paper', sa.Boolean(), nullable=False),
    sa.Column('worth', sa.String(), nullable=True),
    sa.Column('joined_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['workshop_id'], ['workshop.id'], name=op.f('fk_workshop_device_workshop_id_workshop')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_workshop_device')),
    sa.UniqueConstraint('workshop_id', 'mark', name=op.f('uq_workshop_device_workshop_id'))
    )
    with op.batch_alter_table('workshop_device', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_workshop_device_mark'), ['mark'], unique=False)

    op.create_table('vote_round',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('item_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('hands', sa.JSON(), nullable=False),
    sa.Column('opened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('revealed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['item_id'], ['workshop_item.id'], name=op.f('fk_vote_round_item_id_workshop_item')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vote_round')),
    sa.UniqueConstraint('item_id', 'number', name=op.f('uq_vote_round_item_id'))
    )
    op.create_table('vote',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('vote_round_id', sa.Integer(), nullable=False),
    sa.Column('device_id', sa.Integer(), nullable=False),
    sa.Column('value', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['device_id'], ['workshop_device.id'], name=op.f('fk_vote_device_id_workshop_device')),
    sa.ForeignKeyConstraint(['vote_round_id'], ['vote_round.id'], name=op.f('fk_vote_vote_round_id_vote_round')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vote')),
    sa.UniqueConstraint('vote_round_id', 'device_id', name=op.f('uq_vote_vote_round_id'))
    )
