"""One round's results, and progress between rounds.

May use `frame`, and `guide` for how a rating is shown.
"""
