"""Help: glossary."""

from sendsat.ui import help_pages

help_pages.glossary()
