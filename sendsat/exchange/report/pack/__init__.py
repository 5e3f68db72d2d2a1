"""Packs for meetings: the governors' pack, two pages (Word, print page) and slides (PowerPoint), made from the front of
a report; and a local authority's area view as slides.

May use `files`, what of it is `written`, `plan` for how a due date is told, and `report` for its kinds of blocks and
how they are written.
"""
