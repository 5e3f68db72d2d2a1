"""The page of the guide's section on leadership."""

from sendsat.ui import section_page

section_page.draw("leadership")
