"""The page of the guide's section on work based learning."""

from sendsat.ui import section_page

section_page.draw("work-based-learning")
