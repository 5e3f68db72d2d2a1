"""The page on which a workshop is prepared, and where its minutes are afterwards."""

from sendsat.ui import workshop_prepare

workshop_prepare.draw()
