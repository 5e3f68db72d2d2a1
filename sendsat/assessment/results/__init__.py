"""What a round's ratings add up to: comparison, movement, trend, priorities, what a close should look at."""
