"""Alembic's entry: runs migrations on the connection that `sendsat.storage.opening` hands over."""

from alembic import context
from sqlmodel import SQLModel

from sendsat.storage import tables as tables
from sendsat.storage import tables_agreeing as tables_agreeing
from sendsat.storage import tables_area as tables_area
from sendsat.storage import tables_import as tables_import
from sendsat.storage import tables_closing as tables_closing
from sendsat.storage import tables_limits as tables_limits
from sendsat.storage import tables_people as tables_people
from sendsat.storage import tables_report as tables_report
from sendsat.storage import tables_workshop as tables_workshop

context.configure(
    connection=context.config.attributes["connection"], target_metadata=SQLModel.metadata, render_as_batch=True
)
with context.begin_transaction():
    context.run_migrations()
