"""The page of the guide's section on local authorities."""

from sendsat.ui import section_page

section_page.draw("local-authorities")
