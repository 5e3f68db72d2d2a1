"""Questions and changes of providers, submissions and who may send them.

May use `tables` and `queries`.
"""
