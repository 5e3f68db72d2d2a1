"""The sites of an organisation: set them up, see a round site by site, and who can be learnt from.

May use `frame`, and of `results` the heat map and the downloads of tables.
"""
