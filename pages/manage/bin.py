"""Rounds, teams and organisations in the bin: back again, or erased for good."""

from sendsat.ui.manage import bins
from sendsat.ui.sites.group import deleting

bins.draw()
deleting.others()
