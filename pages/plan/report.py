"""The self-assessment report."""

from sendsat.ui.plan import report

report.draw()
