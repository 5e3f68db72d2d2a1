"""What needs somebody first."""

from sendsat.ui.plan import priorities

priorities.draw()
