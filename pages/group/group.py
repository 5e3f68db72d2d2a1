"""Group: its colleges side by side."""

from sendsat.ui.group import colleges

colleges.draw()
