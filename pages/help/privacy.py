"""Privacy."""

from sendsat.ui.help import privacy

privacy.draw()
