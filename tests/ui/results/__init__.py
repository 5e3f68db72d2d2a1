"""Results, Progress, and the check before a round is closed."""
