"""Help: about."""

from sendsat.ui import help_pages

help_pages.about()
