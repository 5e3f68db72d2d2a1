"""Two rounds compared, and the trend."""

from sendsat.ui.results.results import progress

progress.draw()
