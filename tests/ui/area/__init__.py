"""Sharing with a local authority, and its view of the area."""
