"""A workshop: preparing it, the wall on the projector, its papers and minutes.

May use `frame`, and `guide` for what a statement says.
"""
