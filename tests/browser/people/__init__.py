"""Who comes in, who shares, and who is kept out."""
