"""Questions and changes of people, keys and how often somebody guessed.

May use `tables`.
"""
