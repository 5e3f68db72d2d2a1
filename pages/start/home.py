"""Home: where this round stands and what to do in the next ten minutes."""

from sendsat.ui.start import home

home.draw()
