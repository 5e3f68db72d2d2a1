"""The page of the guide's section on leadership."""

from sendsat.ui.guide import section

section.draw("leadership")
