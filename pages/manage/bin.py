"""Rounds in the bin: back again, or erased for good."""

from sendsat.ui.manage import removing

removing.rounds_in_bin()
