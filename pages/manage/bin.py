"""Rounds, teams and organisations in the bin: back again, or erased for good."""

from sendsat.ui.group import deleting
from sendsat.ui.manage import bins

bins.draw()
deleting.others()
