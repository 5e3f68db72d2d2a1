"""The page of one statement alone."""

from sendsat.ui.guide.one_statement import page

page.draw(large=False)
