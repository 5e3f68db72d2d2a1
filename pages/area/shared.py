"""What was shared, for partners."""

from sendsat.ui.area import shared

shared.draw()
