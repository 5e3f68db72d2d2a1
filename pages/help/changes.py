"""Help: changes."""

from sendsat.ui.help import pages

pages.changes()
