"""Alembic's entry: runs migrations on the connection that `sendsat.storage.opening` hands over."""

from alembic import context
from sqlmodel import SQLModel

from sendsat.storage.tables import rounds as tables
from sendsat.storage.tables import agreeing as tables_agreeing
from sendsat.storage.tables import area as tables_area
from sendsat.storage.tables import imports as tables_import
from sendsat.storage.tables import closing as tables_closing
from sendsat.storage.tables import limits as tables_limits
from sendsat.storage.tables import people as tables_people
from sendsat.storage.tables import report as tables_report
from sendsat.storage.tables import workshop as tables_workshop

context.configure(
    connection=context.config.attributes["connection"], target_metadata=SQLModel.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
