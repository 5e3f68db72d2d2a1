"""Rounds and teams; files that go out and come back in.

May use `frame`, and `results` for what a round says of itself.
"""
