"""A workshop: preparing it, the wall on the projector, its papers and minutes.

May use `frame`, `guide` for what a statement says, and `agenda` for what is covered in which time.
"""
