"""A workshop's agenda and its time: picking and fitting it, going through it from the wall, practising before it.

May use `frame`. What a press does is handed in by the workshop's own room.
"""
