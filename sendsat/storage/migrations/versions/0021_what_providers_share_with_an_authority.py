"""What a provider shares with a local authority, and what an authority received."""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'


def upgrade() -> None:
    """Four new tables."""
    op.create_table(
        'signing_key',
        sa.Column('organisation_id', sa.Integer(), nullable=False),
        sa.Column('private', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['organisation_id'], ['organisation.id'], name=op.f('fk_signing_key_organisation_id_organisation')
        ),
        sa.PrimaryKeyConstraint('organisation_id', name=op.f('pk_signing_key')),
    )
    op.create_table(
        'receipt',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=False),
        sa.Column('round_id', sa.Integer(), nullable=True),
        sa.Column('uid', sa.String(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('authority', sa.String(), nullable=False),
        sa.Column('authority_code', sa.String(), nullable=False),
        sa.Column('shared', sa.String(), nullable=False),
        sa.Column('checksum', sa.String(), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['organisation_id'], ['organisation.id'], name=op.f('fk_receipt_organisation_id_organisation')
        ),
        sa.ForeignKeyConstraint(['round_id'], ['round.id'], name=op.f('fk_receipt_round_id_round')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_receipt')),
    )
    with op.batch_alter_table('receipt', schema=None) as batch_op:
        batch_op.create_index('ix_receipt_organisation_id', ['organisation_id'])
    op.create_table(
        'provider',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('kind', sa.String(), nullable=False),
        sa.Column('contact', sa.String(), nullable=False),
        sa.Column('alias', sa.String(), nullable=False),
        sa.Column('uid', sa.String(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('merged_into', sa.Integer(), nullable=True),
        sa.Column('removed_at', sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ['organisation_id'], ['organisation.id'], name=op.f('fk_provider_organisation_id_organisation')
        ),
        sa.ForeignKeyConstraint(['merged_into'], ['provider.id'], name=op.f('fk_provider_merged_into_provider')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_provider')),
    )
    with op.batch_alter_table('provider', schema=None) as batch_op:
        batch_op.create_index('ix_provider_organisation_id', ['organisation_id'])
    op.create_table(
        'received',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=False),
        sa.Column('provider_id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.String(), nullable=False),
        sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('received_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('person', sa.String(), nullable=False),
        sa.Column('content', sa.JSON(), nullable=False),
        sa.Column('ratings', sa.JSON(), nullable=False),
        sa.Column('rated', sa.JSON(), nullable=False),
        sa.Column('drawn_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('minimum', sa.Integer(), nullable=False),
        sa.Column('gone_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('gone_by', sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ['organisation_id'], ['organisation.id'], name=op.f('fk_received_organisation_id_organisation')
        ),
        sa.ForeignKeyConstraint(['provider_id'], ['provider.id'], name=op.f('fk_received_provider_id_provider')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_received')),
        sa.UniqueConstraint('organisation_id', 'uid', name=op.f('uq_received_organisation_id')),
    )
