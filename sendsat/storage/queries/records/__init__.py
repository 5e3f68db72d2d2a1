"""Questions and changes of what is kept of the past: history, the record, the bin, words taken out for good.

May use `tables` and `queries`.
"""
