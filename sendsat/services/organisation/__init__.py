"""Set up organisations, sites, groups and the people in them.

May use `rounds`, which a group begins in all its colleges.
"""
