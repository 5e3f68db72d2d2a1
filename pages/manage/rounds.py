"""Rounds and teams."""

from sendsat.ui import rounds_page

rounds_page.draw()
