"""Rounds and teams."""

from sendsat.ui.group import deleting
from sendsat.ui.manage import rounds

rounds.draw()
deleting.offer()
