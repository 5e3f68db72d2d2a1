"""The page of the guide's section on local authorities."""

from sendsat.ui.guide import section

section.draw("local-authorities")
