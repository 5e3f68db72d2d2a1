"""What a workshop prints: ballots, the code to scan, minutes.

May use `files`, and what of it is `written`.
"""
