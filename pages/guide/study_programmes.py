"""The page of the guide's section on study programmes."""

from sendsat.ui import section_page

section_page.draw("study-programmes")
