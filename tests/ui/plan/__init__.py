"""The action plan, priorities, the report and the governors' pack."""
