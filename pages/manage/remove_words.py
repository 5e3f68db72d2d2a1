"""Words that are removed for good."""

from sendsat.ui.manage import removing

removing.words()
