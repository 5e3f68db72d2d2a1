"""Rounds and teams."""

from sendsat.ui.manage import rounds
from sendsat.ui.sites.group import deleting

rounds.draw()
deleting.offer()
