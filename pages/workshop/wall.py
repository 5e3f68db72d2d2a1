"""The page that a projector shows while a workshop runs."""

from sendsat.ui import workshop_wall

workshop_wall.draw()
