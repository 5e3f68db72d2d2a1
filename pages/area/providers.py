"""A local authority's providers."""

from sendsat.ui.area import register

register.draw()
