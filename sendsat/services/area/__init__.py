"""Submit a round to a local authority, receive it there, and give back what the area says."""
