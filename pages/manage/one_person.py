"""Everything about one person."""

from sendsat.ui.manage import removing

removing.person()
