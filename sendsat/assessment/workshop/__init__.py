"""A workshop: its agenda, votes, pace, phones, close and minutes.

May use `results`, for what the agenda picks from.
"""
