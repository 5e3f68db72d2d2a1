"""Several organisations in one place: how one more begins, and a group of them side by side.

May use `frame`, of `results` the heat map and the downloads of tables, and of `sites` what shows units side by side.
"""
