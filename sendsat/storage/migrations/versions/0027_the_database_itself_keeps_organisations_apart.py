"""On PostgreSQL no transaction sees or changes what belongs to another organisation than it says it works for."""

from alembic import op

from sendsat.storage.guard import protect

revision = '0027'
down_revision = '0026'

BY_OWNER = (
    'action', 'agreed_rating', 'change', 'close_check', 'import_batch', 'invitation', 'judgement', 'membership',
    'ofsted_choice', 'provider', 'receipt', 'received', 'report_edit', 'round', 'signing_key', 'site', 'team',
    'unaccepted', 'workshop',
)
BY_PARENT = {
    'action_note': ('action_id', 'action'),
    'action_statement': ('action_id', 'action'),
    'participation': ('round_id', 'round'),
    'workshop_device': ('workshop_id', 'workshop'),
    'workshop_item': ('workshop_id', 'workshop'),
    'workshop_decision': ('item_id', 'workshop_item'),
    'vote_round': ('item_id', 'workshop_item'),
    'vote': ('vote_round_id', 'vote_round'),
}


def upgrade() -> None:
    """SQLite has no such guard."""
    if op.get_bind().dialect.name != 'postgresql':
        return
    guarded = [protect('organisation', owner='id')]
    guarded += [protect(table) for table in BY_OWNER]
    guarded += [protect(table, owner=column, parent=parent) for table, (column, parent) in BY_PARENT.items()]
    for statement in (one for statements in guarded for one in statements):
        op.execute(statement)
