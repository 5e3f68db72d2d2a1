"""Where somebody belongs is found by the person, and what became of a submission by its id.

Every page asks the first, and went through everybody's memberships for it.
"""

from alembic import op

revision = '0034'
down_revision = '0033'


def upgrade() -> None:
    """Two indexes only: no table is built anew."""
    op.create_index(op.f('ix_membership_person_id'), 'membership', ['person_id'])
    op.create_index(op.f('ix_received_uid'), 'received', ['uid'])
