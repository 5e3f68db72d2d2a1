"""Begin, rate, agree, confirm and close a round, and the teams in it."""
