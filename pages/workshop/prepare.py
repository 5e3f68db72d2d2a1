"""The page on which a workshop is prepared, and where its minutes are afterwards."""

from sendsat.ui.workshop import prepare
from sendsat.ui.workshop.facilitator import own_link

prepare.draw()
own_link.draw()
