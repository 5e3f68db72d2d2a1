"""Questions and changes of workshops: agenda, devices, votes, decisions.

May use `tables` and `queries`.
"""
