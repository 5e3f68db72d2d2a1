"""Rounds and teams; files that go out and come back in.

May use `frame`, `files` for what a file would change, and `results` for what a round says of itself.
"""
