"""The action plan and the self-assessment report.

May use `frame`, and `guide` for editing an action.
"""
