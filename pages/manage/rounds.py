"""Rounds and teams."""

from sendsat.ui.manage import rounds

rounds.draw()
