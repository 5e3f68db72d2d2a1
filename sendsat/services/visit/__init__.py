"""Read all that a page shows, in one transaction, and search the guide.

May use `records`, for the record's page.
"""
