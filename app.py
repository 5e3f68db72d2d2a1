"""sendsat's entry script: what every page needs, then the chosen page."""

from sendsat.ui import shell

shell.run()
