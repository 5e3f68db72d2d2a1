"""The page that a projector shows while a workshop runs."""

from sendsat.ui.workshop import wall

wall.draw()
