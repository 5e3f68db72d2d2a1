"""Keep the action plan: its actions and milestones, its files out and in, and their undo."""
