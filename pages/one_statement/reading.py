"""One statement alone, as large as a projector's screen allows."""

from sendsat.ui.guide.one_statement import page

page.draw(large=True)
