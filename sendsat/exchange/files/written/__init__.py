"""What files that go out share: Word, Markdown and CSV, and how high the rows of a sheet are.

May use `files`.
"""
