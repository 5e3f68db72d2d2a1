"""People."""

from sendsat.ui.manage import members

members.draw()
