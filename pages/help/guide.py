"""The guide alone."""

from sendsat.ui.help import the_guide

the_guide.draw()
