"""Read the record, take words out for good, keep the bin and the backups.

May use `workshop`, whose votes lose their tie to phones.
"""
