"""Section pages and the reading mode: rating and typing."""
