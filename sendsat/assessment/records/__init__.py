"""What was kept of what people did: history, the record, the bin, backups, and words taken out for good.

May use `workshop`, for how long one can be opened again.
"""
