"""The action plan and the self-assessment report.

May use `frame`, `files` for what a file would change, `guide` for an action's words, and `results` for charts and what
a round says of itself.
"""
