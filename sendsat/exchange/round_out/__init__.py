"""A round leaving as workbook, CSV or JSON.

May use `files`.
"""
