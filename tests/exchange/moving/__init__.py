"""A whole round that moves from one sendsat to another."""
