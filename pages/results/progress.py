"""Two rounds compared, and the trend."""

from sendsat.ui.results import progress

progress.draw()
