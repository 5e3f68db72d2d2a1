"""Sites of an organisation: a team belongs to one, and a round keeps which it was. Groups of organisations."""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'


def upgrade() -> None:
    """A table and columns only: no table is built anew, which SQLite would do for a reference added in another way."""
    op.create_table(
        'site',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('organisation_id', sa.Integer(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.Column('retired', sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(['organisation_id'], ['organisation.id'], name=op.f('fk_site_organisation_id_organisation')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_site')),
    )
    op.create_index(op.f('ix_site_organisation_id'), 'site', ['organisation_id'])
    op.create_table(
        'organisation_group',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('uid', sa.String(), nullable=False),
        sa.Column('name', sa.String(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_organisation_group')),
        sa.UniqueConstraint('uid', name=op.f('uq_organisation_group_uid')),
    )
    op.execute(
        'ALTER TABLE organisation ADD COLUMN group_id INTEGER CONSTRAINT fk_organisation_group_id_organisation_group '
        'REFERENCES organisation_group (id)'
    )
    op.create_index(op.f('ix_organisation_group_id'), 'organisation', ['group_id'])
    for table in ('team', 'participation'):
        op.execute(
            f'ALTER TABLE {table} ADD COLUMN site_id INTEGER CONSTRAINT fk_{table}_site_id_site REFERENCES site (id)'
        )
    with op.batch_alter_table('participation', schema=None) as batch_op:
        batch_op.add_column(sa.Column('site_name', sa.String(), nullable=False, server_default=''))
