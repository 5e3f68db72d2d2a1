"""Each change says by which verb and way it came and together with what; indexes fit what is asked."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'


def upgrade() -> None:
    """Each change says by which verb and way it came and together with what; indexes fit what is asked."""
    with op.batch_alter_table('change', schema=None) as batch_op:
        for name in ('verb', 'way', 'batch'):
            batch_op.add_column(sa.Column(name, sa.String(), nullable=False, server_default=''))
        batch_op.create_index('ix_change_batch', ['organisation_id', 'batch'])
    with op.batch_alter_table('judgement', schema=None) as batch_op:
        batch_op.drop_index('ix_judgement_organisation_id')
        batch_op.create_index('ix_judgement_round', ['organisation_id', 'round_id'])
    with op.batch_alter_table('import_batch', schema=None) as batch_op:
        batch_op.drop_index('ix_import_batch_organisation_id')
        batch_op.create_index('ix_import_batch_round', ['organisation_id', 'round_id'])
