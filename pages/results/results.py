"""Results of the chosen round."""

from sendsat.ui.results import results

results.draw()
