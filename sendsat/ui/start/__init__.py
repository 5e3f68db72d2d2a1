"""Home, and the first run of a new organisation.

May use `frame`.
"""
