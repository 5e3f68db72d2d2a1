"""Sites, groups and organisations."""
