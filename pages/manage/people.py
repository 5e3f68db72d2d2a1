"""People."""

from sendsat.ui.manage import people

people.draw()
