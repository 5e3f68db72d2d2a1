"""The page that searches the guide and what the organisation wrote."""

from sendsat.ui import searching

searching.draw()
