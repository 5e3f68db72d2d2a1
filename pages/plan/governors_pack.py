"""The governors' pack."""

from sendsat.ui.pack import governors_pack

governors_pack.draw()
