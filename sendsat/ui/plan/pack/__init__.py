"""The governors' pack: two pages and slides for a meeting, picked, looked at and taken out.

May use `frame`, and `plan` for the report that it is made from.
"""
