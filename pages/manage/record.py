"""Who did what."""

from sendsat.ui.manage import record

record.draw()
