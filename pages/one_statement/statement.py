"""The page of one statement alone."""

from sendsat.ui.one_statement import page

page.draw(large=False)
