"""The desk of whoever leads a workshop: the wall's controls, notes, and boxes to write in, on a screen of their own.

May use `frame`, and `workshop` for what wall and desk share.
"""
