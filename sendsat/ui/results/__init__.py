"""One round's results, and progress between rounds.

May use `frame`.
"""
