"""A round leaving as workbook, CSV or JSON, and the shape of its JSON on the way in.

May use `files`, and what of it is `written`.
"""
