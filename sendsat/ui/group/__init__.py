"""Several organisations in one place: how one more begins.

May use `frame`.
"""
