"""Two rounds compared, and the trend."""

from sendsat.ui import progress

progress.draw()
