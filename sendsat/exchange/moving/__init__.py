"""A whole round that moves in from another sendsat: everything its JSON document holds, and whose teams are whose.

May use `round_out` for the document.
"""
