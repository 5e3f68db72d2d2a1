"""What a provider sends a local authority with consent, as one signed file, and how it is taken back.

Uses no other room.
"""
