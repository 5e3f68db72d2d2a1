"""Sixty workbooks and tables as people have them, made by code, each with its right result."""
