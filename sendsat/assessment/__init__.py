"""What it means: ratings, rounds, teams, actions, snapshots and comparison. Pure values and rules, no storage."""
