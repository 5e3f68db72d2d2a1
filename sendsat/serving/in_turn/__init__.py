"""What visitors ask for is dealt with in turn, each press whole and each drawing whole, and nobody waits for long."""
