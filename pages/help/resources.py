"""Help: resources."""

from sendsat.ui import help_pages

help_pages.resources()
