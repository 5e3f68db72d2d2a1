"""Rounds and teams in the bin: back again, or erased for good."""

from sendsat.ui.manage import bins

bins.draw()
