"""What came directly from somebody whose key the local authority has not accepted waits apart."""

import sqlalchemy as sa
from alembic import op

revision = '0026'
down_revision = '0025'


def upgrade() -> None:
    """A new table."""
    op.create_table(
        'unaccepted',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=False),
        sa.Column('provider_uid', sa.String(), nullable=False),
        sa.Column('key', sa.String(), nullable=False),
        sa.Column('arrived_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('content', sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ['organisation_id'], ['organisation.id'], name=op.f('fk_unaccepted_organisation_id_organisation')
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_unaccepted')),
        sa.UniqueConstraint('organisation_id', 'provider_uid', name=op.f('uq_unaccepted_organisation_id')),
    )
