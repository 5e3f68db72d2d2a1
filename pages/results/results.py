"""Results of the chosen round."""

from sendsat.ui import results

results.draw()
