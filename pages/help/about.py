"""Help: about."""

from sendsat.ui.help import pages

pages.about()
