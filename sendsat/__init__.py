"""sendsat: judge how well an organisation serves young people with SEND, and plan what to do about it."""

__version__ = "0.1.0"
