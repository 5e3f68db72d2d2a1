"""Another organisation."""

from sendsat.ui.group import another

another.draw()
