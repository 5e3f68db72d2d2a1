"""Files: a round taken away, and a file that comes back, looked at: what it would change, with a choice for each.

May use `frame`.
"""
