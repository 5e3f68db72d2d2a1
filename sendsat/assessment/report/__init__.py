"""The report that leaders edit: its items, and which of them go into the governors' pack."""
