"""The self-assessment report as Word, Markdown and a page to print.

May use `files`, and `plan` for how a date is said.
"""
