"""Set up sites."""

from sendsat.ui.sites import set_up

set_up.draw()
