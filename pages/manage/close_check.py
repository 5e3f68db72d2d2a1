"""What is still open in a round before it is closed."""

from sendsat.ui.manage import close_check

close_check.draw()
