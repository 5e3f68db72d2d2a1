"""The self-assessment report."""

from sendsat.ui import report

report.draw()
