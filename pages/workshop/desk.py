"""The page from which whoever leads a workshop runs it, on a laptop, tablet or phone."""

from sendsat.ui.facilitator import desk

desk.draw()
