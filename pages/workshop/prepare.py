"""The page on which a workshop is prepared, and where its minutes are afterwards."""

from sendsat.ui.workshop import prepare

prepare.draw()
