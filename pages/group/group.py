"""Group: its colleges side by side."""

from sendsat.ui.sites.group import colleges

colleges.draw()
