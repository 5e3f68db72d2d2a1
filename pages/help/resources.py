"""Help: resources."""

from sendsat.ui.help import pages

pages.resources()
