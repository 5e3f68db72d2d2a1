"""Import and export."""

from sendsat.ui import importing

importing.draw()
