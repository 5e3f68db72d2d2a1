"""The page of the 2026 supplement, beside the guide."""

from sendsat.ui.guide import section

section.draw("supplement-2026")
