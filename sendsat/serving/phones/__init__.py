"""The page that phones join with, and how they are told what the wall shows.

May use no other room of `serving`.
"""
