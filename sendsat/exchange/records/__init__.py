"""The record of who did what as a file.

May use `files`.
"""
