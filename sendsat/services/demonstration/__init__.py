"""Load what is made up: a college, a group of three, or an area with twelve providers.

May use `organisation`, `rounds`, `plan` and `area`.
"""
