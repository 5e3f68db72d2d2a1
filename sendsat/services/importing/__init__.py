"""Bring a filled workbook or table into a round.

May use `rounds` for ratings and `plan` for actions.
"""
