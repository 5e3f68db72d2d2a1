"""The governors' pack: two pages (Word, print page) and slides (PowerPoint), made from the front of a report.

May use `files`, and `report` for its kinds of blocks and how they are written.
"""
