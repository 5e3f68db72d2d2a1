"""Help: changes."""

from sendsat.ui import help_pages

help_pages.changes()
