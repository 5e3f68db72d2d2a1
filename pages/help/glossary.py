"""Help: glossary."""

from sendsat.ui.help import pages

pages.glossary()
