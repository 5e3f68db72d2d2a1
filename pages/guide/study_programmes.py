"""The page of the guide's section on study programmes."""

from sendsat.ui.guide import section

section.draw("study-programmes")
