"""The self-assessment report as Word, Markdown and a page to print, and the report of a group as Word.

May use `files`, what of it is `written`, and `plan` for how a date is said.
"""
