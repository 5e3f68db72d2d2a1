"""Home, and the first run of a new organisation.

May use `frame`, and `guide` for how a rating is shown.
"""
