"""Move a whole round in from another sendsat.

May use `rounds` for ratings and `plan` for actions.
"""
