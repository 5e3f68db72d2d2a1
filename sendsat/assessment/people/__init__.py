"""People, their roles, what each role may, and how often anybody may guess."""
