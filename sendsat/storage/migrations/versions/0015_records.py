"""The record of who did what is read newest first and by person."""

from alembic import op

revision = '0015'
down_revision = '0014'


def upgrade() -> None:
    """Indexes only."""
    with op.batch_alter_table('change', schema=None) as batch_op:
        batch_op.create_index('ix_change_newest', ['organisation_id', 'id'])
        batch_op.create_index('ix_change_person', ['organisation_id', 'person'])
