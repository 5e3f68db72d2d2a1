"""The governors' pack."""

from sendsat.ui.plan.pack import governors_pack

governors_pack.draw()
