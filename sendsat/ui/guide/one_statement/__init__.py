"""One statement alone: as a page to read and rate it, and large, for a projector.

May use `frame`, and `guide` for all that a statement is made of.
"""
