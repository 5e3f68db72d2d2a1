"""Whether a file that was brought in was a round or an action plan."""

import sqlalchemy as sa
from alembic import op

revision = '0005'
down_revision = '0004'


def upgrade() -> None:
    """Whether a file that was brought in was a round or an action plan; until now only rounds were kept."""
    with op.batch_alter_table('import_batch') as table:
        table.add_column(sa.Column('kind', sa.String(), nullable=False, server_default='round'))
