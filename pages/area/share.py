"""Sharing with a local authority."""

from sendsat.ui.area import sharing

sharing.draw()
