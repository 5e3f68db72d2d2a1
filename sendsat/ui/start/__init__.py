"""Home, the first run of a new organisation, and who it is that comes: sign-in.

May use `frame`, and `guide` for how a rating is shown.
"""
