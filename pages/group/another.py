"""Another organisation."""

from sendsat.ui.sites.group import another

another.draw()
