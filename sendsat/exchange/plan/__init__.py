"""The action plan as a file, and an edited plan coming back.

May use `files`, and what of it is `written`.
"""
