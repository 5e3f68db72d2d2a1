"""Rounds, teams and people; the check before a round is closed; files that go out and come back in.

May use `frame`, and `files` for what a file would change.
"""
