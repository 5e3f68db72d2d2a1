"""The action plan's table, and Results."""
