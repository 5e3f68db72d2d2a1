"""The local area."""

from sendsat.ui.area import area_view

area_view.draw()
