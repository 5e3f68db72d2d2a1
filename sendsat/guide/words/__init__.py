"""How the guide's words read: reading age, wording that is its own, and what a second reader found."""
