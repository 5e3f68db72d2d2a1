"""The page that searches the guide and what the organisation wrote."""

from sendsat.ui.help import searching

searching.draw()
