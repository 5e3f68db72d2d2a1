"""The page from which whoever leads a workshop runs it, on a laptop, tablet or phone."""

from sendsat.ui.workshop.facilitator import desk

desk.draw()
