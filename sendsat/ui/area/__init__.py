"""The local area: a provider shares with consent; a local authority keeps its register, takes submissions in, and sees
what its providers say together.

May use `frame`.
"""
