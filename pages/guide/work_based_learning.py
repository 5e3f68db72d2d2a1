"""The page of the guide's section on work based learning."""

from sendsat.ui.guide import section

section.draw("work-based-learning")
