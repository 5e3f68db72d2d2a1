"""Import and export."""

from sendsat.ui.manage import importing

importing.draw()
