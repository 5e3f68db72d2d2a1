"""A round coming in: raw rows, what they mean, and the preview that says what would change.

May use `files`, and `round_out` for the shape a round leaves in.
"""
