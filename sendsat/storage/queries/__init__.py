"""Reading and writing, one module per kind of thing. Every query is scoped by organisation; rows become values here.

May use `tables`.
"""
